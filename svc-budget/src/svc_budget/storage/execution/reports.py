"""Months as rows: versions are added, never changed but for being superseded."""

from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_budget.domain.execution.reports import Report
from svc_budget.domain.execution.series import Line

OWN = (
    "report_id", "region_code", "year", "month", "version", "title", "published_at",
    "correction_reason", "superseded",
)  # fmt: skip
REPORT = f"SELECT {', '.join(OWN)} FROM execution_report"
ONE = f"{REPORT} WHERE report_id = $1"
LISTED = f"""
{REPORT} WHERE NOT superseded AND ($1::text IS NULL OR region_code = $1)
    AND ($2::int IS NULL OR year = $2)
    AND ($3::int IS NULL OR (year, month, report_id) < ($3, $4, $5::uuid))
ORDER BY year DESC, month DESC, report_id DESC LIMIT $6
"""
COUNTED = """
SELECT count(*) FROM execution_report WHERE NOT superseded
    AND ($1::text IS NULL OR region_code = $1) AND ($2::int IS NULL OR year = $2)
"""
VERSIONS = f"""
{REPORT} WHERE (region_code, year, month) = ($1, $2, $3) ORDER BY version DESC
"""
CURRENT = f"{REPORT} WHERE (region_code, year, month) = ($1, $2, $3) AND NOT superseded"
LINES = """
SELECT side, key, label, cumulative, budget, reason FROM execution_line
WHERE report_id = $1 ORDER BY position
"""
OF_YEARS = """
SELECT r.year, r.month, l.side, l.key, l.label, l.cumulative, l.budget, l.reason, l.position
FROM execution_report r JOIN execution_line l USING (report_id)
WHERE r.region_code = $1 AND r.year = ANY ($2::int[]) AND NOT r.superseded
    AND ($3::text IS NULL OR l.side = $3) AND ($4::text IS NULL OR l.key = $4)
ORDER BY r.year, r.month, l.position
"""
# Two who publish one month wait for each other; the second sees the first's version.
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('execution ' || $1, $2 * 100 + $3))"
SUPERSEDE = "UPDATE execution_report SET superseded = true WHERE report_id = $1"
ADD = """
INSERT INTO execution_report
    (report_id, region_code, year, month, version, title, published_at, correction_reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
ADD_LINE = """
INSERT INTO execution_line
    (report_id, position, side, key, label, cumulative, budget, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""


async def lock_month(work: UnitOfWork, region: str, year: int, month: int) -> Row | None:
    """Keep others from publishing the month; answers its current version (one row by key)."""
    await work.write(LOCK, region, year, month)
    return await work.fetch_row(CURRENT, region, year, month)


async def current(work: UnitOfWork, region: str, year: int, month: int) -> Row | None:
    """The current version of a month (one row by key)."""
    return await work.fetch_row(CURRENT, region, year, month)


async def with_id(work: UnitOfWork, report_id: UUID) -> Row | None:
    """One version of a month (one row by key)."""
    return await work.fetch_row(ONE, report_id)


async def versions(work: UnitOfWork, report: Row) -> list[Row]:
    """All versions of the same month, the newest first (one index range)."""
    return await work.fetch(VERSIONS, report["region_code"], report["year"], report["month"])


async def listed(
    work: UnitOfWork, region: str | None, year: int | None, after: tuple[object, ...], limit: int
) -> list[Row]:
    """Current months, the newest first (a page)."""
    return await work.fetch(LISTED, region, year, *after, limit)


async def counted(work: UnitOfWork, region: str | None, year: int | None) -> int:
    """How many there are (counts some hundred rows)."""
    return int(await work.fetch_value(COUNTED, region, year))


async def rows_of(work: UnitOfWork, report_id: UUID) -> list[Row]:
    """The lines of a version with budgets and reasons, in order."""
    return await work.fetch(LINES, report_id)


async def lines(work: UnitOfWork, report_id: UUID) -> list[Line]:
    """The figures of a version."""
    return [
        Line(row["side"], row["key"], row["label"], row["cumulative"])
        for row in await rows_of(work, report_id)
    ]


async def of_years(
    work: UnitOfWork, region: str, years: list[int], side: str | None, key: str | None
) -> list[Row]:
    """All current lines of a region's years (at most some thousand rows)."""
    return await work.fetch(OF_YEARS, region, years, side, key)


async def supersede(work: UnitOfWork, report_id: UUID) -> None:
    """A version is no longer the current one."""
    await work.write(SUPERSEDE, report_id)


async def add(
    work: UnitOfWork, report_id: UUID, region: str, report: Report, version: int, reason: str
) -> None:
    """Keep a version with its lines."""
    await work.write(
        ADD, report_id, region, report.year, report.month, version, report.title, work.now, reason
    )
    await work.write_many(
        ADD_LINE,
        [
            (report_id, position, one.line.side, one.line.key, one.line.label,
             one.line.cumulative, one.budget, one.reason)
            for position, one in enumerate(report.lines)
        ],
    )  # fmt: skip
