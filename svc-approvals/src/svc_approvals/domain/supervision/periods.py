"""Days, ten days (旬), months, quarters, years: a span is read as few whole periods as it has."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

PeriodKind = Literal["day", "ten_days", "month", "quarter", "year"]
KINDS: tuple[PeriodKind, ...] = ("day", "ten_days", "month", "quarter", "year")
DECEMBER = 12
LAST_TEN_DAYS = 21


class Period(NamedTuple):
    """A day, ten days (from the 1st, 11th, 21st), a month, quarter or year, by its first day."""

    kind: PeriodKind
    first_day: date


def periods_of(day: date) -> tuple[Period, ...]:
    """The periods a day belongs to, one of each kind."""
    return tuple(Period(kind, _begin(kind, day)) for kind in KINDS)


def whole(first: date, last: date, today: date, *, most: PeriodKind = "year") -> list[Period]:
    """The fewest periods from one day to another, both included.

    Nothing has happened after today, so a span up to today or later counts as if its
    year were over.
    """
    if last >= today:
        last = date(max(last, today).year, DECEMBER, 31)
    return list(_walked(first, last, KINDS[: KINDS.index(most) + 1]))


def _walked(day: date, last: date, kinds: tuple[PeriodKind, ...]) -> Iterator[Period]:
    while day <= last:
        kind = next(k for k in reversed(kinds) if _begin(k, day) == day and _end(k, day) <= last)
        yield Period(kind, day)
        day = _end(kind, day) + timedelta(days=1)


def _begin(kind: PeriodKind, day: date) -> date:
    match kind:
        case "day":
            return day
        case "ten_days":
            return day.replace(day=min((day.day - 1) // 10 * 10 + 1, LAST_TEN_DAYS))
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case "year":
            return date(day.year, 1, 1)


def _end(kind: PeriodKind, first: date) -> date:
    match kind:
        case "day":
            return first
        case "ten_days" if first.day < LAST_TEN_DAYS:
            return first + timedelta(days=9)
        case "ten_days" | "month":
            return _month_end(first)
        case "quarter":
            return _month_end(first + timedelta(days=70))
        case "year":
            return date(first.year, DECEMBER, 31)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
