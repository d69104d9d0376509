"""Batches in which open due dates are counted anew: where each stands, and what it has to see.

A batch goes over the cases twice in order of their ids, the place it has come to is kept with
every case, and whoever works on it holds it by a lease. A worker that was overtaken finds its
place taken (``Overtaken``), so every case counts once per round, whoever dies in between.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.ids import new_id

PAGE = 100
ROUNDS = 2
LEASE = timedelta(seconds=60)
ADD = "INSERT INTO recount (recount_id, year, requested_at, due_at) VALUES ($1, $2, $3, $3)"
CLAIM = """
UPDATE recount r SET due_at = $2 FROM (
    SELECT recount_id FROM recount WHERE finished_at IS NULL AND due_at <= $1
    ORDER BY requested_at, recount_id LIMIT 1 FOR UPDATE SKIP LOCKED) next
WHERE r.recount_id = next.recount_id
RETURNING r.recount_id, r.year, r.requested_at, r.round, r.after_case
"""
REACHING = """
SELECT k.case_id FROM kase k
WHERE ($1::uuid IS NULL OR k.case_id > $1) AND k.state NOT IN ('draft', 'closed') AND (
    k.paused_at IS NOT NULL
    OR greatest(k.acceptance_due, k.promised_due, k.statutory_due, k.supplement_due) >= $2
    OR EXISTS (SELECT FROM node n WHERE n.case_id = k.case_id AND (
        n.state = 'paused'
        OR n.state = 'active' AND greatest(n.promised_due, n.statutory_due) >= $2))
    OR EXISTS (SELECT FROM timer t WHERE t.case_id = k.case_id AND t.due_at >= $2
        AND t.kind IN ('deferral', 'supplement', 'node_supplement')))
ORDER BY k.case_id LIMIT $3
"""
HOLD = "AND round = $2 AND after_case IS NOT DISTINCT FROM $3 AND finished_at IS NULL"
LOOKED_AT = f"""
UPDATE recount SET after_case = $4, looked_at = looked_at + 1, moved = moved + $5,
    failed = failed + $6, due_at = $7
WHERE recount_id = $1 {HOLD} RETURNING recount_id
"""
NEXT_ROUND = f"""
UPDATE recount SET round = round + 1, after_case = NULL, looked_at = 0, failed = 0, due_at = $4
WHERE recount_id = $1 {HOLD} RETURNING recount_id
"""
FINISH = f"""
UPDATE recount SET finished_at = $4 WHERE recount_id = $1 {HOLD}
RETURNING year, looked_at, moved, failed
"""
LISTED = """
SELECT recount_id, year, requested_at, finished_at, round, looked_at, moved, failed FROM recount
WHERE ($1::timestamptz IS NULL OR (requested_at, recount_id) < ($1, $2))
ORDER BY requested_at DESC, recount_id DESC LIMIT $3
"""
COUNTED = "SELECT count(*) FROM recount"


class Overtaken(Exception):
    """Somebody else goes on with this batch."""


@dataclass(frozen=True, slots=True)
class Place:
    """A batch and the case it has come to in its present round."""

    recount_id: UUID
    year: int
    requested_at: datetime
    round: int
    after_case: UUID | None

    def at(self, case_id: UUID) -> "Place":
        """The same batch, one case further."""
        return replace(self, after_case=case_id)


async def add(work: UnitOfWork, year: int) -> None:
    """Ask for a batch, in the transaction that changes the calendar."""
    await work.write(ADD, new_id(), year, work.now)


async def claim(work: UnitOfWork) -> Place | None:
    """The oldest batch that waits for somebody, leased (locked; the table has a row a year)."""
    row = await work.write(CLAIM, work.now, work.now + LEASE)
    return Place(**row) if row else None


async def reaching(
    work: UnitOfWork, place: Place, since: datetime, limit: int = PAGE
) -> Sequence[UUID]:
    """The next open cases with anything due since a moment, or at rest.

    All pages of a round together pass over the cases once (a range of the primary key).
    """
    rows = await work.fetch(REACHING, place.after_case, since, limit)
    return [row["case_id"] for row in rows]


async def looked_at(
    work: UnitOfWork, place: Place, case_id: UUID, *, moved: bool, failed: bool = False
) -> None:
    """Note one case in the transaction that moves it; raises Overtaken."""
    until = work.now + LEASE
    values = (case_id, int(moved), int(failed), until)
    _held(await work.write(LOOKED_AT, *_hold(place), *values))


async def next_round(work: UnitOfWork, place: Place, begins_at: datetime) -> None:
    """Go over the cases once more, not before a moment; raises Overtaken."""
    _held(await work.write(NEXT_ROUND, *_hold(place), begins_at))


async def finish(work: UnitOfWork, place: Place) -> Row:
    """The batch is done: year, looked_at, moved, failed; raises Overtaken."""
    return _held(await work.write(FINISH, *_hold(place), work.now))


async def listed(
    work: UnitOfWork, after: tuple[datetime | None, UUID | None], limit: int
) -> list[Row]:
    """Batches, the newest first (the whole table, a few rows a year)."""
    return await work.fetch(LISTED, *after, limit)


async def counted(work: UnitOfWork) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNTED))


def _hold(place: Place) -> tuple[UUID, int, UUID | None]:
    return place.recount_id, place.round, place.after_case


def _held(row: Row | None) -> Row:
    if row is None:
        raise Overtaken
    return row
