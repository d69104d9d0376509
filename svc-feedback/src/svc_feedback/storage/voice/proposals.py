"""Proposals as they are kept, each with the label of its theme."""

from dataclasses import fields
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.voice.proposals import Proposal

OWN = tuple(one.name for one in fields(Proposal) if one.name != "label")
ADD = f"""
INSERT INTO proposal ({", ".join(OWN)}) VALUES ({", ".join(f"${i + 1}" for i in range(len(OWN)))})
"""
SELECT = f"""
SELECT {", ".join(f"p.{name}" for name in OWN)}, t.label
FROM proposal p JOIN theme t USING (theme_id)
"""
LOCKED = f"""
{SELECT} WHERE p.proposal_id = $2 AND p.region_code LIKE $1 || '%' FOR UPDATE OF p
"""
FITTING = "p.region_code LIKE $1 || '%' AND ($2::boolean IS NULL OR (p.accepted IS NOT NULL) = $2)"
LISTED = f"""
{SELECT} WHERE {FITTING} AND ($3::uuid IS NULL OR p.proposal_id < $3)
ORDER BY p.proposal_id DESC LIMIT $4
"""
COUNT = f"SELECT count(*) FROM proposal p WHERE {FITTING}"
DECIDE = """
UPDATE proposal SET accepted = $2, reason = $3, decided_at = $4, decided_by = $5
WHERE proposal_id = $1
"""


async def add(work: UnitOfWork, proposal: Proposal) -> None:
    """Keep one that was made."""
    await work.write(ADD, *(getattr(proposal, name) for name in OWN))


async def locked(work: UnitOfWork, place: str, proposal_id: UUID) -> Proposal | None:
    """One of a place, locked until the end of the work (one row by key)."""
    await work.lock()
    row = await work.fetch_row(LOCKED, place, proposal_id)
    return None if row is None else Proposal(**dict(row))


async def decide(work: UnitOfWork, proposal: Proposal) -> None:
    """Keep how it was decided."""
    await work.write(
        DECIDE, proposal.proposal_id, proposal.accepted, proposal.reason, proposal.decided_at,
        proposal.decided_by,
    )  # fmt: skip


async def listed(
    work: UnitOfWork,
    place: str,
    decided: bool | None,  # noqa: FBT001 - three values: yes, no, both
    before: UUID | None,
    limit: int,
) -> list[Row]:
    """A place's proposals, newest first (an index range)."""
    return await work.fetch(LISTED, place, decided, before, limit)


async def count(work: UnitOfWork, place: str, decided: bool | None) -> int:  # noqa: FBT001 - as above
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNT, place, decided))
