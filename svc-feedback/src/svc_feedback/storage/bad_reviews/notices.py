"""Clocks of which a notice is due, each given once."""

from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork

DUE = """
SELECT c.bad_review_id, c.position, c.target, c.due_at, b.review_id, b.matter_code, b.organ_id,
       b.region_code, b.handler, b.reviewed, o.matter_name, c.announced
FROM bad_review_clock c JOIN bad_review b USING (bad_review_id)
    JOIN review r USING (review_id) JOIN opportunity o USING (opportunity_id)
WHERE c.met_at IS NULL AND c.paused_at IS NULL AND c.told < $2
  AND ($4 OR c.announced < $2)
  AND CASE WHEN $2 = 1 THEN c.soon_at ELSE c.due_at END < $1 AND c.soon_at < $1
ORDER BY c.soon_at LIMIT $3 FOR UPDATE OF c SKIP LOCKED
"""
# Once for each round it is to be put right again in, and once more when it is the supervisor's.
AGAIN = """
SELECT b.bad_review_id, b.organ_id, b.region_code, b.handler, b.reviewed, b.state, o.matter_name,
       b.round * 2 + (b.state = 'escalated')::int AS told,
       (SELECT max(c.due_at) FROM bad_review_clock c WHERE c.bad_review_id = b.bad_review_id
            AND c.target = 'rectify') AS due_at
FROM bad_review b JOIN review r USING (review_id) JOIN opportunity o USING (opportunity_id)
WHERE b.closed_at IS NULL AND b.round > 1 AND b.state IN ('rectifying', 'escalated')
  AND b.told < b.round * 2 + (b.state = 'escalated')::int
ORDER BY b.bad_review_id LIMIT $1 FOR UPDATE OF b SKIP LOCKED
"""
ROUND_TOLD = "UPDATE bad_review SET told = $2 WHERE bad_review_id = $1"
TOLD = """
UPDATE bad_review_clock SET announced = greatest(announced, $3),
    told = CASE WHEN $4 THEN $3 ELSE told END
WHERE bad_review_id = $1 AND position = $2
"""


async def due(
    work: UnitOfWork, before: datetime, told: int, limit: int, *, reached: bool
) -> list[Row]:
    """Clocks soon due (1) or past due (2, 3) before a moment, locked (an index range).

    While nobody is ``reached`` by messages, only those that were not announced.
    """
    return await work.write_rows(DUE, before, told, limit, reached)


async def note_told(
    work: UnitOfWork, bad_review_id: UUID, position: int, told: int, *, reached: bool
) -> None:
    """It was announced, and messages were asked for if anybody is reached."""
    await work.write(TOLD, bad_review_id, position, told, reached)


async def again(work: UnitOfWork, limit: int) -> list[Row]:
    """Those to be put right again, or escalated, of which nobody was told; locked (open ones)."""
    return await work.write_rows(AGAIN, limit)


async def note_round_told(work: UnitOfWork, bad_review_id: UUID, told: int) -> None:
    """A message was asked for."""
    await work.write(ROUND_TOLD, bad_review_id, told)
