"""Periods that figures are asked for: whole days, read from as few counts as may be.

Counts are kept by hour, by day and by month. Of a period its whole months are
read by month and the days at its ends by day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar, Literal, NamedTuple

from shared.office_hours import CHINA_TIME
from shared.refusals import FieldError, Invalid

Grain = Literal["hour", "day", "month"]
ONE_DAY = timedelta(days=1)
FIRST, LAST = date(1970, 1, 1), date(2199, 12, 31)


class PeriodReversed(Invalid):
    """起始日期晚于截止日期。"""

    advice: ClassVar[str] = "请把 from（起始日期）填得不晚于 to（截止日期）。"


class Span(NamedTuple):
    """Counts of one grain that begin at ``since`` or later, and before ``until``."""

    grain: Grain
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both included."""

    first: date = FIRST
    last: date = LAST

    @classmethod
    def between(cls, first: date | None, last: date | None) -> "Period":
        """From one day to another, open where None; refused with PeriodReversed."""
        period = cls(max(first or FIRST, FIRST), min(last or LAST, LAST))
        if period.first > period.last:
            raise PeriodReversed(errors=[FieldError("query:from", "reversed", "晚于截止日期。")])
        return period

    @classmethod
    def month_of(cls, day: date) -> "Period":
        """The calendar month a day lies in."""
        return cls(day.replace(day=1), _next_month(day) - ONE_DAY)

    @property
    def since(self) -> datetime:
        """Its first moment."""
        return midnight(self.first)

    @property
    def until(self) -> datetime:
        """The first moment after it."""
        return midnight(self.last + ONE_DAY)

    def spans(self) -> Iterator[Span]:
        """What to read, without gap or overlap."""
        end = self.last + ONE_DAY
        begins = self.first if self.first.day == 1 else _next_month(self.first)
        ends = end.replace(day=1)
        if begins >= ends:
            yield _span("day", self.first, end)
            return
        yield _span("month", begins, ends)
        if self.first < begins:
            yield _span("day", self.first, begins)
        if ends < end:
            yield _span("day", ends, end)


EVER = Period()


def midnight(day: date) -> datetime:
    """When a day begins in China."""
    return datetime.combine(day, time(), CHINA_TIME)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _span(grain: Grain, first: date, end: date) -> Span:
    return Span(grain, midnight(first), midnight(end))
