"""Clocks of which a notice is due, each given once."""

from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork

DUE = """
SELECT c.bad_review_id, c.position, c.target, c.due_at, b.review_id, b.matter_code, b.organ_id,
       b.region_code, b.handler
FROM bad_review_clock c JOIN bad_review b USING (bad_review_id)
WHERE c.met_at IS NULL AND c.paused_at IS NULL AND c.told < $2
  AND CASE WHEN $2 = 1 THEN c.soon_at ELSE c.due_at END < $1 AND c.soon_at < $1
ORDER BY c.soon_at LIMIT $3 FOR UPDATE OF c SKIP LOCKED
"""
TOLD = "UPDATE bad_review_clock SET told = $3 WHERE bad_review_id = $1 AND position = $2"


async def due(work: UnitOfWork, before: datetime, told: int, limit: int) -> list[Row]:
    """Clocks soon due (1) or past due (2, 3) before a moment, locked (an index range)."""
    return await work.write_rows(DUE, before, told, limit)


async def note_told(work: UnitOfWork, bad_review_id: UUID, position: int, told: int) -> None:
    """A notice was given."""
    await work.write(TOLD, bad_review_id, position, told)
