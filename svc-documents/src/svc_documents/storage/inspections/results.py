"""Who was drawn and what was found; of several results of one the last counts."""

from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork

LATEST = """
inspection_drawn n LEFT JOIN LATERAL (
    SELECT number, outcome, inspected_on, finding, correction, in_time, published_at
    FROM inspection_result r
    WHERE r.inspection_id = n.inspection_id AND r.object_id = n.object_id
    ORDER BY number DESC LIMIT 1
) r ON true
"""
COLUMNS = """
n.inspection_id, n.object_id, n.position, n.name, n.inspectors, n.due_on, r.number, r.outcome,
r.inspected_on, r.finding, r.correction, r.in_time, r.published_at
"""
LISTED = f"""
SELECT {COLUMNS} FROM {LATEST}
WHERE n.inspection_id = $1 AND n.position > $2 ORDER BY n.position LIMIT $3
"""
COUNTED = "SELECT count(*) FROM inspection_drawn WHERE inspection_id = $1"
ONE = f"SELECT {COLUMNS} FROM {LATEST} WHERE n.inspection_id = $1 AND n.object_id = $2"
ALL_DRAWN = """
SELECT object_id, inspectors FROM inspection_drawn WHERE inspection_id = $1 ORDER BY position
"""
ADD = """
INSERT INTO inspection_result (inspection_id, object_id, number, outcome, inspected_on, finding,
    correction, in_time, published_at, published_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
LATE = """
inspection_drawn n JOIN inspection i USING (inspection_id)
WHERE i.organ_id = $1 AND n.due_on < $2 AND NOT EXISTS (
    SELECT FROM inspection_result r
    WHERE r.inspection_id = n.inspection_id AND r.object_id = n.object_id)
"""
OVERDUE = f"""
SELECT n.inspection_id, i.title, n.object_id, n.name, n.inspectors, n.due_on FROM {LATE}
  AND ($3::date IS NULL OR (n.due_on, n.inspection_id, n.object_id) > ($3, $4::uuid, $5::text))
ORDER BY n.due_on, n.inspection_id, n.object_id LIMIT $6
"""
COUNT_OVERDUE = f"SELECT count(*) FROM {LATE}"
After = tuple[date | None, UUID | None, str | None]


async def listed(work: UnitOfWork, inspection_id: UUID, after: int, limit: int) -> list[Row]:
    """Who was drawn, in order, with the last result of each (a range of the key)."""
    return await work.fetch(LISTED, inspection_id, after, limit)


async def counted(work: UnitOfWork, inspection_id: UUID) -> int:
    """How many were drawn (counted)."""
    return int(await work.fetch_value(COUNTED, inspection_id))


async def drawn(work: UnitOfWork, inspection_id: UUID) -> list[Row]:
    """Everything that was drawn, in order (a range of the key)."""
    return await work.fetch(ALL_DRAWN, inspection_id)


async def of_object(work: UnitOfWork, inspection_id: UUID, object_id: str) -> Row | None:
    """One that was drawn, with its last result (one row by key)."""
    return await work.fetch_row(ONE, inspection_id, object_id)


async def add(
    work: UnitOfWork, before: Row, outcome: str, inspected_on: date, words: tuple[str, str],
    by: str, *, in_time: bool,
) -> None:  # fmt: skip
    """Another result of the same object."""
    finding, correction = words
    await work.write(
        ADD, before["inspection_id"], before["object_id"], (before["number"] or 0) + 1, outcome,
        inspected_on, finding, correction, in_time, work.now, by,
    )  # fmt: skip


async def overdue(
    work: UnitOfWork, organ_id: UUID, today: date, after: After, limit: int
) -> list[Row]:
    """Results an organ should have told by now (a range of due days)."""
    return await work.fetch(OVERDUE, organ_id, today, *after, limit)


async def count_overdue(work: UnitOfWork, organ_id: UUID, today: date) -> int:
    """How many (counted)."""
    return int(await work.fetch_value(COUNT_OVERDUE, organ_id, today))
