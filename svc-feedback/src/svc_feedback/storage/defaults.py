"""Default reviews as they are kept: nobody's words, nobody's choice, in no rate."""

from collections.abc import Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.levels import Level
from svc_feedback.domain.opportunities import CLOSED_CASE, Opportunity
from svc_feedback.storage.opportunities import COLUMNS

REGIONS = "SELECT DISTINCT region_code FROM organ ORDER BY region_code"
SINCE = "SELECT expired_at, opportunity_id FROM default_progress WHERE region_code = $1"
SILENT = f"""
SELECT {COLUMNS}, EXISTS (SELECT FROM review r WHERE r.opportunity_id = o.opportunity_id) AS used
FROM opportunity o
WHERE region_code = $1 AND stage = '{CLOSED_CASE}' AND expires_at <= $2
  AND ($3::timestamptz IS NULL OR (expires_at, opportunity_id) > ($3, $4))
ORDER BY expires_at, opportunity_id LIMIT $5
"""
ADD = """
INSERT INTO review (review_id, opportunity_id, submission_id, matter_code, level, tags,
    tag_version, anonymous, origin, channel, submitted_at)
SELECT $1, $2, $1, $3, $4, '{}', (SELECT coalesce(max(version), 0) FROM tag), true, 'default',
    'web', $5
ON CONFLICT (opportunity_id) DO NOTHING RETURNING review_id
"""
PASSED = """
INSERT INTO default_progress (region_code, expired_at, opportunity_id) VALUES ($1, $2, $3)
ON CONFLICT (region_code) DO UPDATE SET expired_at = EXCLUDED.expired_at,
    opportunity_id = EXCLUDED.opportunity_id
"""


async def regions(work: UnitOfWork) -> list[str]:
    """Every region with an organ."""
    return [row["region_code"] for row in await work.fetch(REGIONS)]


async def over(work: UnitOfWork, region_code: str, limit: int) -> list[tuple[Opportunity, bool]]:
    """A region's opportunities whose time has passed since we last looked, and whether used."""
    since = await work.fetch_row(SINCE, region_code) or (None, None)
    rows = await work.fetch(SILENT, region_code, work.now, *since, limit)
    return [_read(row) for row in rows]


async def add(work: UnitOfWork, review_id: UUID, opportunity: Opportunity, level: Level) -> bool:
    """Keep a default review; False when a person has reviewed meanwhile."""
    kept = await work.write(
        ADD, review_id, opportunity.opportunity_id, opportunity.matter_code, level, work.now
    )
    return kept is not None


async def passed(work: UnitOfWork, region_code: str, seen: Sequence[Opportunity]) -> None:
    """These need not be looked at again."""
    await work.write(PASSED, region_code, seen[-1].expires_at, seen[-1].opportunity_id)


def _read(row: Row) -> tuple[Opportunity, bool]:
    *values, used = row
    return Opportunity(*values), used
