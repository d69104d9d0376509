"""How bad reviews were dealt with, counted from their own rows: they are one in ten thousand.

Cost of reading: the bad reviews of a period, their clocks, attempts and appeals by key.
"""

from collections.abc import Sequence
from dataclasses import fields
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.bad_reviews.bad_reviews import ATTEMPTS_NEEDED
from svc_feedback.domain.periods import Period
from svc_feedback.domain.places import prefix_of
from svc_feedback.domain.statistics.handling import Handling

NAMES = tuple(field.name for field in fields(Handling))
# Takes the period, the beginning of the region's code, an organ or NULL for all, and now.
HANDLED = f"""
SELECT b.organ_id, b.version, state = 'closed' AS closed, named,
    NOT EXISTS (SELECT FROM judgement j WHERE j.review_id = b.review_id AND NOT j.valid) AS valid,
    EXISTS (SELECT FROM bad_review_clock c WHERE c.bad_review_id = b.bad_review_id
        AND target = 'rectify' AND coalesce(met_at, paused_at, $5) > due_at) AS late,
    satisfied IS NOT NULL OR {ATTEMPTS_NEEDED} <= (
        SELECT count(*) FROM bad_review_attempt t WHERE t.bad_review_id = b.bad_review_id
            AND target = 'revisit' AND t.round = b.round AND NOT reached) AS revisited,
    a.decided_at IS NOT NULL AS decided, coalesce(a.upheld, false) AS upheld
FROM bad_review b LEFT JOIN appeal a USING (bad_review_id)
WHERE received_at >= $1 AND received_at < $2 AND b.region_code LIKE $3 || '%'
    AND ($4::uuid IS NULL OR b.organ_id = $4)
"""
COUNTS = """
count(*) FILTER (WHERE valid) AS bad,
count(*) FILTER (WHERE valid AND closed) AS rectified,
count(*) FILTER (WHERE valid AND closed AND NOT late) AS closed_in_time,
count(*) FILTER (WHERE valid AND NOT closed AND late) AS overdue_open,
count(*) FILTER (WHERE valid AND closed AND named) AS closed_named,
count(*) FILTER (WHERE valid AND closed AND named AND revisited) AS revisited_named,
count(*) FILTER (WHERE decided) AS appeals_decided,
count(*) FILTER (WHERE upheld) AS appeals_upheld,
coalesce(sum(version + 1), 0)::bigint AS changes
"""
OF = f"SELECT {COUNTS} FROM ({HANDLED}) handled"
BY_ORGAN = f"""
SELECT organ_id::text AS organ, {COUNTS} FROM ({HANDLED}) handled
WHERE organ_id IS NOT NULL GROUP BY organ_id
"""


async def of_region(
    work: UnitOfWork, region: str, period: Period, organ_id: UUID | None = None
) -> tuple[Handling, int]:
    """Of a region and all within it, perhaps of one organ; and a number that grows with steps."""
    row = await work.fetch_row(OF, *_asked(region, period), organ_id, work.now)
    assert row is not None, "counts have a row"  # noqa: S101
    return _handling(row), row["changes"]


async def by_organ(work: UnitOfWork, region: str, period: Period) -> dict[str, Handling]:
    """Of every organ of a region that has bad reviews."""
    rows = await work.fetch(BY_ORGAN, *_asked(region, period), None, work.now)
    return {row["organ"]: _handling(row) for row in rows}


def _asked(region: str, period: Period) -> Sequence[object]:
    return period.since, period.until, prefix_of(region)


def _handling(row: Row) -> Handling:
    return Handling(**{name: row[name] for name in NAMES})
