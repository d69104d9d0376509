"""The work calendar: a whole year at a time, from the State Council's notice or provisional."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.refusals import FieldError, Invalid, NotFound

SATURDAY = 5


@dataclass(eq=False)
class YearUnknown(NotFound):
    """还没有这一年的工作日历。"""

    advice: ClassVar[str] = "{year} 年的放假安排尚未导入，请查询其他年份。"
    year: int


@dataclass(eq=False)
class NoticeUnusable(Invalid):
    """放假安排有误。"""


@dataclass(frozen=True, slots=True)
class Day:
    """One day; `name` says why it is not an ordinary working day or weekend."""

    day: date
    is_working: bool
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """All days of one year; provisional until the notice has been imported."""

    number: int
    days: tuple[Day, ...]
    source: str
    provisional: bool = False

    @property
    def working_days(self) -> int:
        """How many days are worked."""
        return sum(day.is_working for day in self.days)


def calendar_id_of(year: int) -> UUID:
    """The aggregate a year's events are about."""
    return uuid5(NAMESPACE_URL, f"yangguang:calendar:{year}")


def year_of_notice(year: int, exceptions: Sequence[Day], source: str) -> Year:
    """The year with the days a notice names; the others are worked from Monday to Friday.

    Refused with NoticeUnusable when a day lies outside the year or is named twice.
    """
    _refuse_unusable(year, exceptions)
    named = {day.day: day for day in exceptions}
    return Year(year, tuple(named.get(day.day, day) for day in _plain_days(year)), source)


def provisional_year(year: int) -> Year:
    """The year as its weekdays alone would have it."""
    days = tuple(_plain_days(year))
    return replace(Year(year, days, "按周一至周五暂定，待放假通知公布"), provisional=True)


def _plain_days(year: int) -> Iterable[Day]:
    day = date(year, 1, 1)
    while day.year == year:
        yield Day(day, is_working=day.weekday() < SATURDAY)
        day += timedelta(days=1)


def _refuse_unusable(year: int, exceptions: Sequence[Day]) -> None:
    seen: set[date] = set()
    errors: list[FieldError] = []
    for index, day in enumerate(exceptions):
        pointer = f"#/days/{index}/day"
        if day.day.year != year:
            errors.append(FieldError(pointer, "outside_year", f"{day.day} 不在 {year} 年内。"))
        elif day.day in seen:
            errors.append(FieldError(pointer, "repeated", f"{day.day} 出现了两次。"))
        seen.add(day.day)
    if errors:
        raise NoticeUnusable(errors=errors)
