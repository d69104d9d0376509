"""The law's clocks of a case: working days on the real calendar, two limits side by side.

- Acceptance: 5 working days from receipt, after that deemed accepted (行政许可法 art. 32).
- Decision: the promised limit and the statutory limit (art. 42), both from acceptance.
- Special procedures and supplements are not counted (art. 45): a pause keeps the working
  minutes that are left, and the limit goes on with them.
- Extension: once, 10 working days, or 15 when departments handle jointly in 45 (art. 42).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from shared.office_hours import OfficeHours
from shared.work_calendar import USUAL_HOURS, Due, WorkCalendar

ACCEPTANCE_DAYS = 5
SUPPLEMENT_DAYS = 30
DEFERRAL_GRACE_DAYS = 3
JOINT_DAYS = 45
EXTENSION_DAYS, JOINT_EXTENSION_DAYS = 10, 15
DRAFT_DAYS = 30
SHARES = (50, 80, 100)


@dataclass(frozen=True, slots=True)
class Clock:
    """A calendar with the hours of the office that keeps it."""

    calendar: WorkCalendar
    hours: OfficeHours = USUAL_HOURS

    def due(self, start: datetime, days: int) -> Due:
        """The close of the last working day of a limit."""
        return self.calendar.add_working_days(start, days, self.hours)

    def acceptance_due(self, submitted_at: datetime) -> datetime:
        """Until when silence is not yet acceptance."""
        return self.due(submitted_at, ACCEPTANCE_DAYS).at

    def rings_at(self, start: datetime, due: datetime, percent: int) -> datetime:
        """When a share of a limit is used up."""
        if percent == SHARES[-1]:
            return due
        return self.calendar.moment_of_share(start, due, percent / 100, self.hours)

    def within(self, hours: str) -> "Clock":
        """The same calendar in another organ's office hours; empty: the usual ones."""
        return replace(self, hours=_parsed(hours)) if hours else self

    def left(self, now: datetime, due: datetime) -> int:
        """Working minutes until due; negative when it is over."""
        return self.calendar.working_minutes_between(now, due, self.hours)

    def after(self, start: datetime, minutes: int) -> Due:
        """When so many working minutes are over; a negative number goes back."""
        return self.calendar.add_working_minutes(start, minutes, self.hours)

    def extended(self, due: datetime, days: int) -> Due:
        """The close of the last day of a limit that is so many working days longer."""
        return self.after(due, days * self.hours.minutes_a_day)

    def replayed(self, start: datetime, days: int, pauses: Iterable["Pause"]) -> "Counted":
        """A limit counted anew from its beginning, pause by pause, on this calendar."""
        counted = Counted(start, *self.due(start, days))
        for pause in pauses:
            counted = self.resumed(counted, days, pause)
        return counted

    def resumed(self, before: "Counted", days: int, pause: "Pause") -> "Counted":
        """How a limit goes on after a pause: with what was left, or anew."""
        if pause.anew:
            return Counted(pause.until, *self.due(pause.until, days))
        used = self.left(before.since, pause.since)
        due = self.after(pause.until, self.left(pause.since, before.due))
        return Counted(self.after(pause.until, -used).at, due.at, due.provisional)


@dataclass(frozen=True, slots=True)
class Pause:
    """A span in which a clock stood still; ``anew``: the limit began again afterwards."""

    since: datetime
    until: datetime
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """A limit as it counts: from where, until when, and whether guessed days lie within."""

    since: datetime
    due: datetime
    provisional: bool


@cache
def _parsed(hours: str) -> OfficeHours:
    return OfficeHours.parse(hours)
