"""Timers of cases: rows that ring, claimed by whichever worker comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from shared.database import UnitOfWork

BATCH = 100
LEASE = timedelta(seconds=30)
CLAIM = """
UPDATE timer t SET due_at = $2 FROM (
    SELECT case_id, kind, key, due_at FROM timer WHERE due_at <= $1
    ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED) due
WHERE t.case_id = due.case_id AND t.kind = due.kind AND t.key = due.key
RETURNING t.case_id, t.kind, t.key, t.epoch, t.percent, due.due_at
"""
SET = """
INSERT INTO timer (case_id, kind, key, epoch, percent, due_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (case_id, kind, key) DO UPDATE SET epoch = EXCLUDED.epoch,
    percent = EXCLUDED.percent, due_at = EXCLUDED.due_at
"""
DONE = "DELETE FROM timer WHERE case_id = $1 AND kind = $2 AND key = $3 AND epoch = $4"


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
    """A timer that is due, and the case it belongs to."""

    case_id: UUID
    timer: Timer


async def claim_due(work: UnitOfWork, limit: int = BATCH) -> Sequence[Ring]:
    """Due timers, leased: who claims one and dies lets it ring again after the lease (locked)."""
    rows = await work.write_rows(CLAIM, work.now, work.now + LEASE, limit)
    return [
        Ring(
            row["case_id"],
            Timer(row["kind"], row["due_at"], row["key"], row["epoch"], row["percent"]),
        )
        for row in rows
    ]


async def set_timer(work: UnitOfWork, case_id: UUID, timer: Timer) -> None:
    """Set or move one timer."""
    await work.write(
        SET, case_id, timer.kind, timer.key, timer.epoch, timer.percent, timer.due_at,
    )  # fmt: skip


async def done(work: UnitOfWork, ring: Ring) -> None:
    """The ring has had its effect in this same work."""
    timer = ring.timer
    await work.write(DONE, ring.case_id, timer.kind, timer.key, timer.epoch)
