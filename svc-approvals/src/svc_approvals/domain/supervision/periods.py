"""Days, months and years: a span is read as few whole periods as it has."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

PeriodKind = Literal["day", "month", "year"]
KINDS: tuple[PeriodKind, ...] = ("day", "month", "year")
DECEMBER = 12


class Period(NamedTuple):
    """A day, a month or a year, by its first day."""

    kind: PeriodKind
    first_day: date


def periods_of(day: date) -> tuple[Period, ...]:
    """The periods a day belongs to."""
    return Period("day", day), Period("month", day.replace(day=1)), Period("year", _year(day))


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
        kind = next(k for k in reversed(kinds) if _begins(k, day) and _end(k, day) <= last)
        yield Period(kind, day)
        day = _end(kind, day) + timedelta(days=1)


def _begins(kind: PeriodKind, day: date) -> bool:
    return kind == "day" or day == (day.replace(day=1) if kind == "month" else _year(day))


def _end(kind: PeriodKind, day: date) -> date:
    match kind:
        case "day":
            return day
        case "month":
            return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        case "year":
            return date(day.year, DECEMBER, 31)


def _year(day: date) -> date:
    return date(day.year, 1, 1)
