"""What reviews said since the last time, for the analysis to hear; others tell it themselves.

Reviews are not asked to tell: taking one is the busiest thing this service does. Their ids grow
with time, so how far was heard is one id, and what is new is an index range; the hour before it
is read twice, because a transaction may end after one that began later.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from shared.database import Row, UnitOfWork

OVERLAP = timedelta(hours=1)
UP_TO = "SELECT up_to FROM heard WHERE kind = 'review'"
NOTE = """
INSERT INTO heard (kind, up_to) VALUES ('review', $1)
ON CONFLICT (kind) DO UPDATE SET up_to = greatest(heard.up_to, EXCLUDED.up_to)
"""
LAST = """
SELECT review_id FROM (
    SELECT review_id FROM review WHERE review_id > $1 AND review_id < $2
    ORDER BY review_id LIMIT $3
) next ORDER BY review_id DESC LIMIT 1
"""
REVIEWS = """
SELECT r.review_id AS source_id, coalesce(c.answered_at, r.submitted_at) AS at,
       r.text_masked AS text, r.matter_code,
       coalesce(o.account_id, r.writer_id) AS account_id, o.region_code
FROM review r JOIN opportunity o USING (opportunity_id) LEFT JOIN circumstance c USING (review_id)
WHERE r.review_id > $1 AND r.review_id <= $2 AND r.origin = 'active' AND r.text_masked <> ''
  AND NOT EXISTS (SELECT FROM message m WHERE m.kind = 'review' AND m.source_id = r.review_id)
ORDER BY r.review_id
"""
TIME_BITS, ALL_BITS = 48, 128


async def begin_at(work: UnitOfWork, otherwise: datetime) -> UUID:
    """After which id to read: an hour before what was heard last, or from a moment on."""
    up_to: UUID | None = await work.fetch_value(UP_TO)
    return first_id(otherwise if up_to is None else made_at(up_to) - OVERLAP)


async def last_of_next(work: UnitOfWork, after: UUID, limit: int) -> UUID | None:
    """The last of the next so many reviews (an index range); None when there are no more.

    What others gave and we count apart has ids that tell no time, and is not looked for.
    """
    last: UUID | None = await work.fetch_value(LAST, after, first_id(work.now + OVERLAP), limit)
    return last


async def new_reviews(work: UnitOfWork, after: UUID, until: UUID) -> list[Row]:
    """Those between two ids with words that were not heard yet, with when each was written."""
    return await work.fetch(REVIEWS, after, until)


async def note_heard(work: UnitOfWork, up_to: UUID) -> None:
    """All up to this one is heard."""
    await work.write(NOTE, up_to)


def first_id(moment: datetime) -> UUID:
    """The least id that can have been made at a moment (RFC 9562, version 7)."""
    milliseconds = max(0, int(moment.timestamp() * 1000))
    return UUID(int=milliseconds << ALL_BITS - TIME_BITS)


def made_at(made: UUID) -> datetime:
    """When an id was made."""
    return datetime.fromtimestamp((made.int >> ALL_BITS - TIME_BITS) / 1000, UTC)
