"""Answers that nobody has examined yet, and what surrounded them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from shared.database import UnitOfWork
from svc_feedback.domain.circumstances import Circumstances

UNEXAMINED = """
SELECT c.review_id, c.source, c.device_id, c.staff_no, c.dwell_ms, c.trapped, c.visit_told,
       c.answered_at, r.matter_code, r.level, r.text_masked, r.submitted_at, o.window_id,
       o.staff_no AS of_staff, o.visit_id IS NOT NULL AS of_visit
FROM circumstance c JOIN review r USING (review_id) JOIN opportunity o USING (opportunity_id)
WHERE NOT c.examined ORDER BY c.review_id LIMIT $1 FOR UPDATE OF c SKIP LOCKED
"""
EXAMINED = "UPDATE circumstance SET examined = true WHERE review_id = ANY($1)"
FROM_ADDRESS = """
SELECT count(*) FROM circumstance
WHERE source = $1 AND source <> '' AND review_id BETWEEN $2 AND $3
"""
FROM_DEVICE = """
SELECT count(*) FROM circumstance
WHERE device_id = $1 AND device_id <> ''
  AND review_id BETWEEN $2 AND $3 AND coalesce(answered_at, $4) BETWEEN $5 AND $4
"""
OF_STAFF = """
SELECT count(*) FROM opportunity o JOIN review r USING (opportunity_id)
LEFT JOIN circumstance c USING (review_id)
WHERE o.staff_no = $1 AND o.staff_no <> '' AND o.opportunity_id >= $2
  AND coalesce(c.answered_at, r.submitted_at) BETWEEN $4 AND $3
"""
IN_A_ROW = """
SELECT r.level FROM opportunity o JOIN review r USING (opportunity_id)
LEFT JOIN circumstance c USING (review_id)
WHERE o.window_id = $1 AND o.window_id <> '' AND o.opportunity_id >= $2
  AND coalesce(c.answered_at, r.submitted_at) BETWEEN $4 AND $3
ORDER BY coalesce(c.answered_at, r.submitted_at) DESC, r.review_id DESC LIMIT 200
"""
TEXTS = """
SELECT text_masked FROM review
WHERE matter_code = $1 AND review_id < $2 AND text_masked IS NOT NULL
ORDER BY review_id DESC LIMIT $3
"""
FLAG = """
INSERT INTO review_flag (review_id, reason, detail, raised_at) VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING
"""
RANDOM_BITS = 80  # a UUIDv7 begins with 48 bits of milliseconds
STORED_FOR = timedelta(days=7)  # an evaluator may send so much later


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer to be examined."""

    review_id: UUID
    circumstances: Circumstances
    matter_code: str
    level: int
    text: str | None
    submitted_at: datetime
    window_id: str
    staff_no: str
    of_visit: bool

    @property
    def at(self) -> datetime:
        """When the person answered."""
        return self.circumstances.answered_at or self.submitted_at


async def unexamined(work: UnitOfWork, limit: int) -> list[Answered]:
    """The oldest that nobody has examined, locked until the end of the work."""
    await work.lock()
    rows = await work.fetch(UNEXAMINED, limit)
    return [
        Answered(
            row["review_id"],
            Circumstances(*row[1:8]),
            row["matter_code"],
            row["level"],
            row["text_masked"],
            row["submitted_at"],
            row["window_id"],
            row["of_staff"],
            row["of_visit"],
        )
        for row in rows
    ]


async def mark_examined(work: UnitOfWork, review_ids: Sequence[UUID]) -> None:
    """These need not be looked at again."""
    await work.write(EXAMINED, review_ids)


async def from_address(work: UnitOfWork, answered: Answered, span: timedelta) -> int:
    """How many answers of late came from its address (a range of one index)."""
    since = first_id_at(answered.submitted_at - span)
    source = answered.circumstances.source
    return int(await work.fetch_value(FROM_ADDRESS, source, since, answered.review_id))


async def from_device(work: UnitOfWork, answered: Answered, span: timedelta) -> int:
    """How many answers were given on its device in the time before (a range of one index)."""
    since = first_id_at(answered.at - span)
    device = answered.circumstances.device_id
    return int(
        await work.fetch_value(
            FROM_DEVICE, device, since, answered.review_id, answered.at, answered.at - span
        )
    )


async def of_staff(work: UnitOfWork, answered: Answered, span: timedelta) -> int:
    """How many answers were about the same clerk in the time before."""
    since = first_id_at(answered.at - span - STORED_FOR)
    return int(
        await work.fetch_value(OF_STAFF, answered.staff_no, since, answered.at, answered.at - span)
    )


async def in_a_row(work: UnitOfWork, answered: Answered, span: timedelta) -> int:
    """How many in a row at its window were the same level, the last before this one included."""
    since = first_id_at(answered.at - span - STORED_FOR)
    rows = await work.fetch(IN_A_ROW, answered.window_id, since, answered.at, answered.at - span)
    same = (row["level"] == answered.level for row in rows)
    return next((count for count, is_same in enumerate(same) if not is_same), len(rows))


async def texts_before(work: UnitOfWork, answered: Answered, limit: int) -> list[str]:
    """What others wrote of the same matter before, the newest first."""
    rows = await work.fetch(TEXTS, answered.matter_code, answered.review_id, limit)
    return [row["text_masked"] for row in rows]


async def flag(work: UnitOfWork, review_id: UUID, reason: str, detail: str) -> None:
    """Note a doubt."""
    await work.write(FLAG, review_id, reason, detail, work.now)


def first_id_at(moment: datetime) -> UUID:
    """The least id that can have been made at a moment."""
    return UUID(int=int(moment.timestamp() * 1000) << RANDOM_BITS)
