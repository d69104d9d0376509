"""Tallies read: a few whole periods of a region, never the cases behind them."""

from collections.abc import Iterable
from datetime import date

from shared.database import Row, UnitOfWork
from svc_approvals.domain.supervision.periods import Period
from svc_approvals.domain.supervision.tallies import COUNTERS, By, Slice

_SUMS = ", ".join([*COUNTERS, "minutes", "buckets", "numbers"])
# OFFSET 0 keeps the planner to one look into the key for each period: it reads the table instead.
OF = f"""
SELECT t.* FROM unnest($1::text[], $2::date[]) asked (period, first_day), LATERAL (
    SELECT member, first_day, {_SUMS} FROM tally
    WHERE by_what = $3 AND period = asked.period AND first_day = asked.first_day
        AND region_code = $4 OFFSET 0) t
WHERE $5::text IS NULL OR starts_with(t.member, $5)
"""
OF_MEMBER = f"""
SELECT t.member, t.first_day, {_SUMS} FROM tally t
WHERE t.by_what = $1 AND t.period = 'year' AND t.first_day >= $2 AND starts_with(t.member, $3)
"""


async def of_region(
    work: UnitOfWork, region_code: str, by: By, periods: Iterable[Period], prefix: str | None = None
) -> list[Slice]:
    """Tallies of these periods (listed: one row for each member and period)."""
    kinds, days = zip(*periods, strict=True)
    rows = await work.fetch(OF, kinds, days, by, region_code, prefix)
    return [_slice(row) for row in rows]


async def of_years(work: UnitOfWork, by: By, since: date, prefix: str) -> list[Slice]:
    """The years from one on, of members whose names begin so, over all regions (listed)."""
    return [_slice(row) for row in await work.fetch(OF_MEMBER, by, since, prefix)]


def _slice(row: Row) -> Slice:
    return Slice(row[0], row[1], row[2:-3], row[-3], row[-2], row[-1])
