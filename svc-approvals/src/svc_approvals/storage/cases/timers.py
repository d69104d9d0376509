"""Timers of cases: rows that ring, claimed by whichever worker comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from shared.database import UnitOfWork

BATCH = 100
LEASE = timedelta(seconds=30)
CLAIM = """
WITH due AS MATERIALIZED (
    SELECT case_id, kind, key, due_at FROM timer WHERE due_at <= $1
    ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
UPDATE timer t SET due_at = $2 FROM due
WHERE t.case_id = due.case_id AND t.kind = due.kind AND t.key = due.key
RETURNING t.case_id, t.kind, t.key, t.epoch, t.percent, due.due_at
"""
SET = """
INSERT INTO timer (case_id, kind, key, epoch, percent, due_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (case_id, kind, key) DO UPDATE SET epoch = EXCLUDED.epoch,
    percent = EXCLUDED.percent, due_at = EXCLUDED.due_at
"""
OF_CASE = "SELECT kind, due_at, key, epoch, percent FROM timer WHERE case_id = $1"
DONE = """
DELETE FROM timer WHERE case_id = $1 AND kind = $2 AND key = $3 AND due_at = $4 RETURNING epoch
"""


@dataclass(frozen=True, slots=True)
class Timer:
    """One ring; ``epoch`` tells a stale one, because whatever moved the clock raised it."""

    kind: str
    due_at: datetime
    key: str = ""
    epoch: int = 0
    percent: int = 100


@dataclass(frozen=True, slots=True)
class Ring:
    """A timer that is due, the case it belongs to, and until when it is ours."""

    case_id: UUID
    timer: Timer
    leased_until: datetime


async def claim_due(work: UnitOfWork, limit: int = BATCH) -> Sequence[Ring]:
    """Due timers, leased: who claims one and dies lets it ring again after the lease (locked)."""
    leased_until = work.now + LEASE
    rows = await work.write_rows(CLAIM, work.now, leased_until, limit)
    return [
        Ring(
            row["case_id"],
            Timer(row["kind"], row["due_at"], row["key"], row["epoch"], row["percent"]),
            leased_until,
        )
        for row in rows
    ]


async def of_case(work: UnitOfWork, case_id: UUID) -> dict[tuple[str, str], Timer]:
    """The timers of a case by kind and key (one index range)."""
    rows = await work.fetch(OF_CASE, case_id)
    return {(row["kind"], row["key"]): Timer(*row) for row in rows}


async def set_timer(work: UnitOfWork, case_id: UUID, timer: Timer) -> None:
    """Set or move one timer."""
    await work.write(
        SET, case_id, timer.kind, timer.key, timer.epoch, timer.percent, timer.due_at,
    )  # fmt: skip


async def done(work: UnitOfWork, ring: Ring) -> bool:
    """The ring has its effect in this same work; False when it was moved or taken meanwhile."""
    timer = ring.timer
    row = await work.write(DONE, ring.case_id, timer.kind, timer.key, ring.leased_until)
    return row is not None
