"""Policies as rows: where each stands, what its versions say."""

from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_policy_match.domain.policies.keeping import kept
from svc_policy_match.domain.policies.policies import Policy, Said, State

OWN = "policy_id, code, organ_id, region_code, state, version, basis_reference"
ONE = f"SELECT {OWN} FROM policy WHERE policy_id = $1"
LOCKED = f"{ONE} FOR UPDATE"
TAKEN = "SELECT EXISTS (SELECT FROM policy WHERE code = $1)"
RESTING = f"""
SELECT {OWN}, title FROM policy
WHERE basis_reference = ANY ($1::text[]) AND state = 'published' ORDER BY policy_id FOR UPDATE
"""
ADD = """
INSERT INTO policy (policy_id, code, organ_id, region_code, state) VALUES ($1, $2, $3, $4, 'draft')
"""
ADD_VERSION = """
INSERT INTO policy_version (policy_id, version, said, note, published_at, published_by)
VALUES ($1, $2, $3, $4, $5, $6)
"""
END_VERSION = "UPDATE policy_version SET ended_at = $3 WHERE policy_id = $1 AND version = $2"
SHOW = """
UPDATE policy SET state = 'published', version = $2, title = $3, level = $4, organ_name = $5,
    kind = $6, theme = $7, audience = $8, opens_on = $9, closes_on = $10, fund_id = $11,
    matter_code = $12, basis_reference = $13, region_code = $14,
    published_at = coalesce(published_at, $15)
WHERE policy_id = $1
"""
CLOSE = """
UPDATE policy SET state = 'closed', closed_at = $2, closed_reason = $3 WHERE policy_id = $1
"""
EDITION = "SELECT number FROM policy_edition"
NEXT_EDITION = """
INSERT INTO policy_edition (place, number) VALUES (1, 1)
ON CONFLICT (place) DO UPDATE SET number = policy_edition.number + 1
"""


async def with_id(work: UnitOfWork, policy_id: UUID) -> Policy | None:
    """A policy (one row by key)."""
    return _policy(await work.fetch_row(ONE, policy_id))


async def locked(work: UnitOfWork, policy_id: UUID) -> Policy | None:
    """A policy; whoever else writes to it waits (one row by key)."""
    await work.lock()
    return _policy(await work.fetch_row(LOCKED, policy_id))


async def is_taken(work: UnitOfWork, code: str) -> bool:
    """Whether a code is in use (one row by key)."""
    return bool(await work.fetch_value(TAKEN, code))


async def resting_on(work: UnitOfWork, references: list[str]) -> list[tuple[Policy, str]]:
    """Published policies that rest on one of these documents, with their titles."""
    rows = await work.fetch(RESTING, references)
    return [(_known({k: v for k, v in row.items() if k != "title"}), row["title"]) for row in rows]


async def add(work: UnitOfWork, policy: Policy) -> None:
    """A policy that has only a draft."""
    await work.write(ADD, policy.policy_id, policy.code, policy.organ_id, policy.region_code)


async def show(work: UnitOfWork, policy: Policy, said: Said, note: str, by: str) -> None:
    """Another version of it holds from now on."""
    if policy.version > 1:
        await work.write(END_VERSION, policy.policy_id, policy.version - 1, work.now)
    await work.write(ADD_VERSION, policy.policy_id, policy.version, kept(said), note, work.now, by)
    await work.write(
        SHOW, policy.policy_id, policy.version, said.title, said.level.value, said.organ_name,
        said.kind, said.theme, said.audience.value, said.opens_on, said.closes_on, said.fund_id,
        said.matter_code, said.basis_reference, said.region_code, work.now,
    )  # fmt: skip
    await work.write(NEXT_EDITION)


async def close(work: UnitOfWork, policy: Policy, reason: str) -> None:
    """It takes no applications any more."""
    await work.write(CLOSE, policy.policy_id, work.now, reason)
    await work.write(END_VERSION, policy.policy_id, policy.version, work.now)
    await work.write(NEXT_EDITION)


async def edition(work: UnitOfWork) -> int:
    """The number of the set of policies that hold (one row)."""
    return int(await work.fetch_value(EDITION) or 0)


async def next_edition(work: UnitOfWork) -> None:
    """Whatever is matched has changed."""
    await work.write(NEXT_EDITION)


def _policy(row: Row | None) -> Policy | None:
    return None if row is None else _known(dict(row))


def _known(found: dict[str, Any]) -> Policy:
    return Policy(**{**found, "state": State(found["state"])})
