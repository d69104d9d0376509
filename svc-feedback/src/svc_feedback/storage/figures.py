"""Counts of reviews, and of what entitles to them.

Who changes what is counted writes one entry in the same transaction. The work
process adds entries to the counts by hour, day and month and removes them in
one statement; reading takes the counts and the entries together, in one
statement too. So every figure is exact at any time, and each entry counts once.
Costs of reading: some rows of the counts by key, and the entries of the last second.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.figures import Figures
from svc_feedback.domain.levels import Level
from svc_feedback.domain.opportunities import Opportunity
from svc_feedback.domain.periods import EVER, Period
from svc_feedback.domain.places import prefix_of
from svc_feedback.domain.reviews import Review
from svc_feedback.storage.tables.figures import MEASURES

ENTRY = "INSERT INTO figure_entry (opportunity_id, measure, level, number, channel, at)"
# Takes opportunity, level, channel and moment; as part of a longer statement it counts when
# there is a row of ``one``.
COUNT = f"{ENTRY} SELECT $1::uuid, 'active', $2::smallint, 1, $3, $4 FROM (SELECT 1) AS one"
OFFERED = f"{ENTRY} VALUES ($1, 'offered', 0, 1, '', $2)"
BESIDE = f"""
{ENTRY} SELECT opportunity_id, origin, level, 1, channel, submitted_at
FROM review WHERE review_id = $1
"""
TAKE_OUT = f"""
{ENTRY} SELECT opportunity_id, measure, level, number, channel, submitted_at
FROM review, LATERAL (VALUES (origin, -1), ('invalid', 1)) AS both_sides(measure, number)
WHERE opportunity_id = $1
"""
# An entry concerns several subjects, that of a livelihood project the project alone; an active
# review also answers its opportunity, which is counted in the hour the opportunity was opened in.
SPREAD = """
SELECT m.measure, e.level, e.number, m.at, s.kind, s.subject, o.region_code
FROM {entries} e JOIN opportunity o USING (opportunity_id)
CROSS JOIN LATERAL (
    SELECT e.measure, e.at, e.channel
    UNION ALL SELECT 'answered', o.opened_at, '' WHERE e.measure = 'active'
) m
CROSS JOIN LATERAL (
    SELECT 'project' AS kind, o.project_id::text AS subject WHERE o.project_id IS NOT NULL
    UNION ALL SELECT 'region', o.region_code WHERE o.project_id IS NULL
    UNION ALL SELECT 'matter', o.matter_code WHERE o.project_id IS NULL
    UNION ALL SELECT 'organ', organ_id::text FROM unnest(o.organ_ids) AS organ_id
        WHERE o.project_id IS NULL
    UNION ALL SELECT 'window', o.window_id WHERE o.window_id <> ''
    UNION ALL SELECT 'staff', o.staff_no WHERE o.staff_no <> ''
    UNION ALL SELECT 'channel', m.channel WHERE m.channel <> '' AND o.project_id IS NULL
) s
"""
LEVELS = tuple((level, f"level_{level:d}") for level in Level)
_NAMES = {"default": "defaults"}
ADDED = ", ".join(
    [
        f"coalesce(sum(number) FILTER (WHERE measure = '{name}'), 0)::bigint"
        f" AS {_NAMES.get(name, name)}"
        for name in ("offered", "answered", "default", "imported", "invalid")
    ]
    + [
        "coalesce(sum(number) FILTER (WHERE measure = 'active'"
        f" AND level = {level:d}), 0)::bigint AS level_{level:d}"
        for level in Level
    ]
    + ["count(*) AS changes"]
)
ALL = ", ".join(MEASURES)
SUMS = ", ".join(f"coalesce(sum({name}), 0)::bigint AS {name}" for name in MEASURES)
FOLD = f"""
WITH gone AS MATERIALIZED (
    DELETE FROM figure_entry WHERE entry_id IN (
        SELECT entry_id FROM figure_entry ORDER BY entry_id LIMIT $1 FOR UPDATE SKIP LOCKED)
    RETURNING *
), spread AS MATERIALIZED ({SPREAD.format(entries="gone")}),
untold AS (
    INSERT INTO summary_untold SELECT DISTINCT subject FROM spread WHERE kind = 'matter'
    ORDER BY subject ON CONFLICT DO NOTHING
), added AS (
    INSERT INTO figure (grain, kind, starts_at, subject, region_code, {ALL})
    SELECT grain, kind, starts_at, subject, region_code, {ALL} FROM (
        SELECT grain, kind, date_trunc(grain, at, 'Asia/Shanghai') AS starts_at, subject,
               region_code, {ADDED}
        FROM spread, unnest(ARRAY['hour', 'day', 'month']) AS grains(grain)
        GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
    ) counted
    ON CONFLICT (grain, kind, starts_at, subject, region_code) DO UPDATE SET
        {", ".join(f"{name} = figure.{name} + EXCLUDED.{name}" for name in MEASURES)}
)
SELECT count(*) FROM gone
"""
# Takes kind, the spans as three arrays, the whole period, and the beginning of the region's code.
COUNTED = f"""
WITH spread AS ({SPREAD.format(entries="figure_entry")}), counted AS (
    SELECT subject, starts_at AS at, {ALL}
    FROM unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) AS span(grain, since, until)
    JOIN figure f ON f.grain = span.grain AND f.starts_at >= since AND f.starts_at < until
    WHERE f.kind = $1 AND f.region_code LIKE $7 || '%'
    UNION ALL
    SELECT subject, at, {ALL} FROM (
        SELECT subject, at, {ADDED} FROM spread
        WHERE kind = $1 AND at >= $5 AND at < $6 AND region_code LIKE $7 || '%'
        GROUP BY subject, at
    ) tail
)
"""
OF = f"{COUNTED} SELECT {SUMS} FROM counted WHERE subject = $8"
OF_ALL = f"{COUNTED} SELECT {SUMS} FROM counted"
BY_SUBJECT = f"{COUNTED} SELECT subject, {SUMS} FROM counted GROUP BY subject"
BY_HOUR = f"""
{COUNTED} SELECT date_trunc('hour', at, 'Asia/Shanghai') AS hour, {SUMS}
FROM counted GROUP BY 1 ORDER BY 1
"""
UNTOLD = """
DELETE FROM summary_untold WHERE matter_code IN (
    SELECT matter_code FROM summary_untold ORDER BY matter_code LIMIT $1 FOR UPDATE SKIP LOCKED)
RETURNING matter_code
"""


async def count_opportunity(work: UnitOfWork, opportunity: Opportunity) -> None:
    """One opportunity more, for all that it is about."""
    await work.write(OFFERED, opportunity.opportunity_id, opportunity.opened_at)


async def count_beside(work: UnitOfWork, review_id: UUID) -> None:
    """One review more that nobody gave here: by default or imported, as its origin says."""
    await work.write(BESIDE, review_id)


async def take_out(work: UnitOfWork, opportunity_id: UUID) -> None:
    """The review of an opportunity is invalid: it leaves every rate of its hour; call once."""
    await work.write(TAKE_OUT, opportunity_id)


async def fold(work: UnitOfWork, limit: int) -> int:
    """Add so many entries to the counts; how many there were."""
    row = await work.write(FOLD, limit)
    return int(row[0]) if row else 0


async def of(
    work: UnitOfWork, kind: str, subject: str, period: Period = EVER, region: str = ""
) -> Figures:
    """The figures of one subject; zeros when it is unknown."""
    row = await work.fetch_row(OF, *asked_of(kind, period, region), subject)
    return figures_of(row)


async def of_region(work: UnitOfWork, region: str, period: Period) -> tuple[Figures, int]:
    """The figures of a region and all within it, and a number that grows with every change."""
    row = await work.fetch_row(OF_ALL, *asked_of("region", period, region))
    return figures_of(row), row["changes"] if row else 0


async def by_subject(
    work: UnitOfWork, kind: str, period: Period, region: str = ""
) -> dict[str, Figures]:
    """The figures of every subject of a kind."""
    rows = await work.fetch(BY_SUBJECT, *asked_of(kind, period, region))
    return {row["subject"]: figures_of(row) for row in rows}


async def by_hour(work: UnitOfWork, region: str, period: Period) -> list[tuple[datetime, Figures]]:
    """The figures of a region hour by hour; hours in which nothing came are left out."""
    whole = (period.since, period.until)
    rows = await work.fetch(
        BY_HOUR, "region", ["hour"], *([moment] for moment in whole), *whole, prefix_of(region)
    )
    return [(row["hour"], figures_of(row)) for row in rows]


async def untold(work: UnitOfWork, limit: int) -> Sequence[str]:
    """Take on oneself to tell the figures of some matters that changed."""
    rows = await work.write_rows(UNTOLD, limit)
    return sorted(row["matter_code"] for row in rows)


def count_arguments(review: Review) -> tuple[UUID, int, str, datetime]:
    """What ``COUNT`` takes: an active review more."""
    answer = review.answer
    return review.opportunity_id, answer.level, answer.channel, review.submitted_at


def asked_of(kind: str, period: Period, region: str) -> tuple[object, ...]:
    """What ``COUNTED`` takes."""
    spans = list(period.spans())
    grains, since, until = (list(each) for each in zip(*spans, strict=True))
    return kind, grains, since, until, period.since, period.until, prefix_of(region)


def figures_of(row: Row | None) -> Figures:
    """The figures of a row of sums."""
    assert row is not None, "a sum has a row"  # noqa: S101
    return Figures(
        row["offered"],
        {level: row[name] for level, name in LEVELS},
        answered=row["answered"],
        defaults=row["defaults"],
        imported=row["imported"],
        invalid=row["invalid"],
    )
