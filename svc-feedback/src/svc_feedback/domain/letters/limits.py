"""How long an answer may take: data of a region, in working days or natural days.

The day a letter is received on is not counted (民法典 art. 201); a period of natural days that
ends on a rest day ends on the next working day (art. 203).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from shared.office_hours import CHINA_TIME, china_time
from shared.work_calendar import WorkCalendar
from svc_feedback.domain.letters.kinds import LetterCourse, LetterKind

OPENING = time(9)
Unit = Literal["working_day", "natural_day"]


@dataclass(frozen=True, slots=True)
class Span:
    """So many days of a unit."""

    days: int
    unit: Unit

    def end(self, calendar: WorkCalendar, begun_on: date) -> date:
        """The last day of a span that begins after a day."""
        if self.unit == "working_day":
            return _working_day(calendar, begun_on, self.days)
        return _working_day(calendar, begun_on + timedelta(days=self.days), 0)

    def and_more(self, other: "Span") -> "Span":
        """Both spans as one; they are of the same unit."""
        return Span(self.days + other.days, self.unit)


@dataclass(frozen=True, slots=True)
class LetterLimits:
    """The limits of one region; a kind of letter may have a simple limit of its own."""

    simple: Span
    complex: Span
    petition_like: Span
    extension: Span
    of_kind: Mapping[LetterKind, Span] = field(default_factory=dict)

    def span(self, kind: LetterKind, course: LetterCourse, *, extended: bool = False) -> Span:
        """How long a letter of a kind may take on its course."""
        if course is LetterCourse.PETITION_LIKE:
            return self.petition_like.and_more(self.extension) if extended else self.petition_like
        if course is LetterCourse.COMPLEX:
            return self.complex
        return self.of_kind.get(kind, self.simple)


def working_days_left(calendar: WorkCalendar, today: date, due_on: date) -> int:
    """0 is due today, below 0 is overdue."""
    return calendar.remaining_working_days(_opening(today), _opening(due_on))


def _working_day(calendar: WorkCalendar, day: date, number: int) -> date:
    return china_time(calendar.add_working_days(_opening(day), number).at).date()


def _opening(day: date) -> datetime:
    return datetime.combine(day, OPENING, CHINA_TIME)
