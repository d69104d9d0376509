"""What was judged of reviews, and what is hidden."""

from typing import NamedTuple
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.levels import Level
from svc_feedback.domain.opportunities import Opportunity
from svc_feedback.storage.opportunities import NAMES

JUDGED = f"""
SELECT r.level, EXISTS (SELECT FROM review_flag f WHERE f.review_id = r.review_id),
       EXISTS (SELECT FROM judgement j WHERE j.review_id = r.review_id AND NOT j.valid),
       {", ".join(f"o.{name}" for name in NAMES)}
FROM review r JOIN opportunity o USING (opportunity_id) WHERE r.review_id = $1 FOR UPDATE OF o
"""
ADD = """
INSERT INTO judgement (review_id, cause, valid, reason, judged_by, judged_at)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING review_id
"""
INVALID = "SELECT reason FROM judgement WHERE review_id = $1 AND NOT valid LIMIT 1"
MODERATE = """
INSERT INTO moderation (review_id, number, hidden, reason, decided_by, decided_at)
SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 FROM moderation WHERE review_id = $1
"""
FLAGGED = """
SELECT r.review_id, r.matter_code, o.matter_name, r.level, r.text_masked AS text, r.channel,
       r.submitted_at, o.window_id, j.valid, j.reason AS judged_because, j.judged_at,
       ARRAY(SELECT jsonb_build_object('reason', f.reason, 'detail', f.detail)
             FROM review_flag f WHERE f.review_id = r.review_id ORDER BY f.reason) AS doubts
FROM (SELECT DISTINCT review_id FROM review_flag) flagged
JOIN review r USING (review_id) JOIN opportunity o USING (opportunity_id)
LEFT JOIN judgement j ON j.review_id = r.review_id AND j.cause = 'flags'
WHERE o.region_code = $1 AND (j.review_id IS NOT NULL) = $2
  AND ($3::uuid IS NULL OR r.review_id < $3)
ORDER BY r.review_id DESC LIMIT $4
"""
COUNT_FLAGGED = """
SELECT count(DISTINCT f.review_id)
FROM review_flag f JOIN review r USING (review_id) JOIN opportunity o USING (opportunity_id)
LEFT JOIN judgement j ON j.review_id = r.review_id AND j.cause = 'flags'
WHERE o.region_code = $1 AND (j.review_id IS NOT NULL) = $2
"""


class Judged(NamedTuple):
    """What a judge has to know of a review."""

    level: Level
    doubted: bool
    invalid: bool
    opportunity: Opportunity


async def to_judge(work: UnitOfWork, review_id: UUID) -> Judged | None:
    """A review with its opportunity, locked until the end of the work."""
    await work.lock()
    row = await work.fetch_row(JUDGED, review_id)
    if row is None:
        return None
    level, doubted, invalid, *values = row
    return Judged(Level(level), doubted, invalid, Opportunity(*values))


async def add(work: UnitOfWork, review_id: UUID, cause: str, reason: str, *, valid: bool) -> bool:
    """Keep a judgement; False when there is one of the same cause."""
    kept = await work.write(ADD, review_id, cause, valid, reason, work.actor, work.now)
    return kept is not None


async def invalid_because(work: UnitOfWork, review_id: UUID) -> str | None:
    """Why a review was judged invalid; None if it was not (one read by key)."""
    reason: str | None = await work.fetch_value(INVALID, review_id)
    return reason


async def moderate(work: UnitOfWork, review_id: UUID, reason: str, *, hidden: bool) -> None:
    """Hide a review from the public, or show it again."""
    await work.write(MODERATE, review_id, hidden, reason, work.actor, work.now)


async def flagged(
    work: UnitOfWork, region_code: str, *, judged: bool, before: UUID | None, limit: int
) -> list[Row]:
    """The doubted reviews of a region, judged or not, newest first."""
    return await work.fetch(FLAGGED, region_code, judged, before, limit)


async def count_flagged(work: UnitOfWork, region_code: str, *, judged: bool) -> int:
    """How many there are."""
    return int(await work.fetch_value(COUNT_FLAGGED, region_code, judged))
