"""The law's clocks of a case: working days on the real calendar, two limits side by side.

- Acceptance: 5 working days from receipt, after that deemed accepted (行政许可法 art. 32).
- Decision: the promised limit and the statutory limit (art. 42), both from acceptance.
"""

from dataclasses import dataclass
from datetime import datetime

from shared.office_hours import OfficeHours
from shared.work_calendar import USUAL_HOURS, Due, WorkCalendar

ACCEPTANCE_DAYS = 5
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
