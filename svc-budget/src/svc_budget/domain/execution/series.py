"""Monthly figures: cumulative as published; months, shares and rates follow from them.

A report of a month carries the sum from January on (累计). Anything else is derived: the month
is the difference to the month before, the share is of the year's budget, the pace (序时进度)
is the share of the year that has gone by.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

MONTHS = 12
HUNDREDTH = Decimal("0.01")
Side = Literal["收入", "支出"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a month's report: of income or of expenditure, by its code or its name."""

    side: Side
    key: str  # a code (101, 205) or a name (税收收入)
    label: str
    cumulative: int  # fen from January on


@dataclass(frozen=True, slots=True)
class Point:
    """A line at the end of a month. None where it cannot be known."""

    month: int
    cumulative: int
    of_month: int | None  # None when the month before was not published
    percent: Decimal | None  # of the year's budget
    pace: Decimal  # 序时进度
    year_on_year: Decimal | None  # percent, of the cumulative figure


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that is possible and yet needs a reason: less than the month before (H08)."""

    side: Side
    key: str
    label: str
    before: int
    now: int


def points(
    months: Mapping[int, int], budget: int | None, last_year: Mapping[int, int]
) -> list[Point]:
    """A line's months in order, from its cumulative fen by month."""
    return [_point(month, months, budget, last_year) for month in sorted(months)]


def _point(
    month: int, months: Mapping[int, int], budget: int | None, last_year: Mapping[int, int]
) -> Point:
    now = months[month]
    before = 0 if month == 1 else months.get(month - 1)
    return Point(
        month=month,
        cumulative=now,
        of_month=None if before is None else now - before,
        percent=percent(now, budget),
        pace=(Decimal(month * 100) / MONTHS).quantize(HUNDREDTH, ROUND_HALF_UP),
        year_on_year=growth(now, last_year.get(month)),
    )


def percent(part: int, whole: int | None) -> Decimal | None:
    """A share in percent with two decimals; of nothing there is none."""
    if not whole:
        return None
    return (Decimal(part) * 100 / whole).quantize(HUNDREDTH, ROUND_HALF_UP)


def growth(now: int, before: int | None) -> Decimal | None:
    """The change in percent; from nothing, or from less than nothing, there is none."""
    if before is None or before <= 0:
        return None
    return percent(now - before, before)


def doubts(before: Iterable[Line], now: Sequence[Line]) -> list[Doubt]:
    """Lines that are smaller than a month ago: repaid or corrected, which has to be said."""
    known = {(one.side, one.key): one.cumulative for one in before}
    return [
        Doubt(one.side, one.key, one.label, known[one.side, one.key], one.cumulative)
        for one in now
        if one.cumulative < known.get((one.side, one.key), one.cumulative)
    ]
