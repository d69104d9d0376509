"""Orders to couriers as rows: written with what causes them, carried out by a worker afterwards."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from shared.database import UnitOfWork

BATCH = 10
LEASE = timedelta(seconds=60)  # longer than an attempt may take


@dataclass(frozen=True, slots=True)
class Errand:
    """An order to place or to cancel."""

    order_id: UUID
    what: Literal["place", "cancel"]
    delivery_id: UUID
    case_id: UUID
    waybill_no: str
    attempts: int
    queued_at: datetime


QUEUE = """
INSERT INTO courier_order (order_id, what, delivery_id, waybill_no, attempts, queued_at, next_at,
                           fault)
VALUES ($1, $2, $3, $4, 0, $5, $5, '') ON CONFLICT DO NOTHING
"""
CLAIM = """
WITH due AS MATERIALIZED (
    SELECT order_id, what FROM courier_order WHERE next_at <= $1
    ORDER BY next_at LIMIT $3 FOR UPDATE SKIP LOCKED)
UPDATE courier_order o SET next_at = $2, attempts = attempts + 1 FROM due, delivery d
WHERE o.order_id = due.order_id AND o.what = due.what AND d.delivery_id = o.delivery_id
RETURNING o.order_id, o.what, o.delivery_id, d.case_id, o.waybill_no, o.attempts, o.queued_at
"""
DONE = """
UPDATE courier_order SET next_at = NULL, fault = '', waybill_no = $3
WHERE order_id = $1 AND what = $2
"""
PUT_OFF = """
UPDATE courier_order SET next_at = $3, fault = $4
WHERE order_id = $1 AND what = $2 AND attempts = $5 AND next_at IS NOT NULL
"""
DROP = "UPDATE courier_order SET next_at = NULL WHERE delivery_id = $1 AND what = 'place'"


async def queue(
    work: UnitOfWork, order_id: UUID, what: str, delivery_id: UUID, waybill_no: str = ""
) -> None:
    """Queue an errand; once is enough."""
    await work.write(QUEUE, order_id, what, delivery_id, waybill_no, work.now)


async def claim_due(work: UnitOfWork, limit: int = BATCH) -> list[Errand]:
    """Due errands, leased: whoever dies with one lets it be done again (locked)."""
    rows = await work.write_rows(CLAIM, work.now, work.now + LEASE, limit)
    return [Errand(*row) for row in rows]


async def done(work: UnitOfWork, errand: Errand, waybill_no: str) -> None:
    """The courier has it."""
    await work.write(DONE, errand.order_id, errand.what, waybill_no)


async def put_off(work: UnitOfWork, errand: Errand, next_at: datetime | None, fault: str) -> None:
    """Try later, or never again."""
    await work.write(PUT_OFF, errand.order_id, errand.what, next_at, fault, errand.attempts)


async def drop(work: UnitOfWork, delivery_id: UUID) -> None:
    """Place nothing more for this delivery."""
    await work.write(DROP, delivery_id)
