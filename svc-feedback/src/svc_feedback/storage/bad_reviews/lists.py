"""Lists of bad reviews and appeals: a desk's queue, and what everybody may read."""

from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.storage.bad_reviews.bad_reviews import APPEAL_COLUMNS, COLUMNS, Reader

FITTING = "(organ_id = $1 OR region_code = $2) AND ($3::text IS NULL OR state = $3)"
NEAREST = """
LEFT JOIN LATERAL (
    SELECT min(due_at) AS due_at, min(soon_at) AS soon_at FROM bad_review_clock c
    WHERE c.bad_review_id = b.bad_review_id AND met_at IS NULL AND paused_at IS NULL
) nearest ON true
"""
QUEUE = f"""
SELECT {COLUMNS}, due_at, soon_at FROM bad_review b {NEAREST}
WHERE {FITTING} AND ($4::timestamptz IS NULL OR (received_at, bad_review_id) > ($4, $5::uuid))
ORDER BY received_at, bad_review_id LIMIT $6
"""
COUNT_QUEUE = f"SELECT count(*) FROM bad_review WHERE {FITTING}"
MADE = "matter_code = $1 AND state = 'closed'"
IMPROVEMENTS = f"""
SELECT bad_review_id, matter_code, change, improvement, closed_at FROM bad_review
WHERE {MADE} AND ($2::timestamptz IS NULL OR (closed_at, bad_review_id) < ($2, $3::uuid))
ORDER BY closed_at DESC, bad_review_id DESC LIMIT $4
"""
COUNT_IMPROVEMENTS = f"SELECT count(*) FROM bad_review WHERE {MADE}"
APPEAL_FITTING = """
(organ_id = $1 OR region_code = $2) AND ($3::text IS NULL OR (decided_at IS NULL) = ($3 = 'filed'))
"""
APPEAL_ROW = f"SELECT {', '.join(APPEAL_COLUMNS)}, bad_review_id, region_code FROM appeal"
APPEALS = f"""
{APPEAL_ROW} WHERE {APPEAL_FITTING} AND ($4::uuid IS NULL OR appeal_id > $4)
ORDER BY appeal_id LIMIT $5
"""
COUNT_APPEALS = f"SELECT count(*) FROM appeal WHERE {APPEAL_FITTING}"
ONE_APPEAL = f"{APPEAL_ROW} WHERE appeal_id = $1 AND (organ_id = $2 OR region_code = $3)"
After = tuple[datetime | None, UUID | None]


async def queue(
    work: UnitOfWork, reader: Reader, state: str | None, after: After, limit: int
) -> list[Row]:
    """A reader's, the one received first first (an index range, its clocks by key)."""
    return await work.fetch(QUEUE, *reader, state, *after, limit)


async def count_queue(work: UnitOfWork, reader: Reader, state: str | None) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNT_QUEUE, *reader, state))


async def improvements(work: UnitOfWork, matter_code: str, after: After, limit: int) -> list[Row]:
    """What changed at a matter, the last first (a range of the partial index)."""
    return await work.fetch(IMPROVEMENTS, matter_code, *after, limit)


async def count_improvements(work: UnitOfWork, matter_code: str) -> int:
    """How often (counted on the partial index)."""
    return int(await work.fetch_value(COUNT_IMPROVEMENTS, matter_code))


async def appeals(
    work: UnitOfWork, reader: Reader, state: str | None, after: UUID | None, limit: int
) -> list[Row]:
    """A reader's appeals, the oldest first (an index range)."""
    return await work.fetch(APPEALS, *reader, state, after, limit)


async def count_appeals(work: UnitOfWork, reader: Reader, state: str | None) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNT_APPEALS, *reader, state))


async def appeal(work: UnitOfWork, appeal_id: UUID, reader: Reader) -> Row | None:
    """One of a reader's (one row by key)."""
    return await work.fetch_row(ONE_APPEAL, appeal_id, *reader)
