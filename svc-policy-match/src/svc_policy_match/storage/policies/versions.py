"""What policies say, version by version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_policy_match.domain.policies.keeping import said_of
from svc_policy_match.domain.policies.policies import Said

VERSION = """
SELECT v.policy_id, p.code, v.version, v.said, v.note, v.published_at, v.ended_at
FROM policy_version v JOIN policy p USING (policy_id)
"""
ONE = f"{VERSION} WHERE v.policy_id = $1 AND v.version = $2"
OF_POLICY = f"{VERSION} WHERE v.policy_id = $1 ORDER BY v.version DESC"
THESE = f"""
{VERSION} JOIN unnest($1::uuid[], $2::int[]) AS wanted (policy_id, version)
    ON (v.policy_id, v.version) = (wanted.policy_id, wanted.version)
"""
IN_FORCE = f"""
{VERSION} WHERE p.state = 'published' AND v.version = p.version ORDER BY p.policy_id
"""
NUMBERS = "SELECT policy_id, version FROM policy WHERE state = 'published' ORDER BY policy_id"


@dataclass(frozen=True, slots=True)
class Version:
    """One version: what it says, why it was made, and how long it held."""

    policy_id: UUID
    code: str
    version: int
    said: Said
    note: str
    published_at: datetime
    ended_at: datetime | None


async def one(work: UnitOfWork, policy_id: UUID, version: int) -> Version | None:
    """One version (one row by key)."""
    row = await work.fetch_row(ONE, policy_id, version)
    return None if row is None else _version(row)


async def of_policy(work: UnitOfWork, policy_id: UUID) -> list[Version]:
    """All versions of a policy, the latest first (an index range)."""
    return [_version(row) for row in await work.fetch(OF_POLICY, policy_id)]


async def these(work: UnitOfWork, wanted: Sequence[tuple[UUID, int]]) -> list[Version]:
    """Versions by policy and number (rows by key)."""
    ids, numbers = [one for one, _ in wanted], [number for _, number in wanted]
    return [_version(row) for row in await work.fetch(THESE, ids, numbers)]


async def numbers_in_force(work: UnitOfWork) -> list[tuple[UUID, int]]:
    """Which version of which policy holds (reads some ten thousand small rows)."""
    return [(row["policy_id"], row["version"]) for row in await work.fetch(NUMBERS)]


def _version(row: Row) -> Version:
    return Version(**{**row, "said": said_of(row["said"])})
