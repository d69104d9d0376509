"""What reviews said since the last time, for the analysis to hear; letters tell it themselves.

Reviews are not asked to tell: taking one is the busiest thing this service does. Their ids grow
with time, so the newest are an index range; an hour is read twice, because a transaction may end
after one that began later.
"""

from datetime import datetime, timedelta
from uuid import UUID

from shared.database import Row, UnitOfWork

OVERLAP = timedelta(hours=1)
REVIEWS = """
SELECT r.review_id AS source_id, r.submitted_at AS at, r.text_masked AS text, r.matter_code,
       o.account_id, o.region_code
FROM review r JOIN opportunity o USING (opportunity_id)
WHERE r.review_id >= $1 AND r.text_masked <> '' AND NOT EXISTS (
    SELECT FROM message m WHERE m.kind = 'review' AND m.source_id = r.review_id)
ORDER BY r.review_id LIMIT $2
"""


async def new_reviews(work: UnitOfWork, since: datetime, limit: int) -> list[Row]:
    """Reviews with words that were not heard yet (an index range)."""
    return await work.fetch(REVIEWS, first_id(since - OVERLAP), limit)


def first_id(moment: datetime) -> UUID:
    """The least id that can have been made at a moment (RFC 9562, version 7)."""
    milliseconds = max(0, int(moment.timestamp() * 1000))
    return UUID(int=milliseconds << 80)
