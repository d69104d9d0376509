"""Drafts of policies."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_policy_match.domain.policies.keeping import kept, said_of
from svc_policy_match.domain.policies.policies import Said

ONE = """
SELECT policy_id, said, version, edited_at, edited_by FROM policy_draft WHERE policy_id = $1
"""
PUT = """
INSERT INTO policy_draft (policy_id, said, version, edited_at, edited_by)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (policy_id) DO UPDATE SET said = EXCLUDED.said, version = EXCLUDED.version,
    edited_at = EXCLUDED.edited_at, edited_by = EXCLUDED.edited_by
"""
DROP = "DELETE FROM policy_draft WHERE policy_id = $1"
OF_REGION = """
SELECT p.policy_id, p.code, p.state, p.version, d.said ->> 'title' AS title,
       d.version AS draft_version, d.edited_at, d.edited_by
FROM policy_draft d JOIN policy p USING (policy_id)
WHERE (p.organ_id = $1 OR (p.organ_id IS NULL AND p.region_code = $2))
    AND ($3::timestamptz IS NULL OR (d.edited_at, p.policy_id) < ($3, $4))
ORDER BY d.edited_at DESC, p.policy_id DESC LIMIT $5
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a policy is going to say."""

    policy_id: UUID
    said: Said
    version: int
    edited_at: datetime
    edited_by: str


async def of_policy(work: UnitOfWork, policy_id: UUID) -> Draft | None:
    """The draft of a policy (one row by key)."""
    row = await work.fetch_row(ONE, policy_id)
    return None if row is None else Draft(**{**row, "said": said_of(row["said"])})


async def put(work: UnitOfWork, policy_id: UUID, said: Said, version: int, by: str) -> None:
    """Keep a draft."""
    await work.write(PUT, policy_id, kept(said), version, work.now, by)


async def drop(work: UnitOfWork, policy_id: UUID) -> None:
    """It was published: there is none any more."""
    await work.write(DROP, policy_id)


async def listed(
    work: UnitOfWork, organ_id: UUID, region_code: str, after: tuple[object, ...], limit: int
) -> list[Row]:
    """Drafts of an organ, the latest edited first (a page of some hundred rows)."""
    return await work.fetch(OF_REGION, organ_id, region_code, *after, limit)
