"""The periods of a request, day by day on the work calendar (art. 30, 32, 33).

- A supplement is asked for within 7 working days; the period begins anew when it is given.
- The answer comes within 20 working days, and within 20 more when that was consented to.
- Days on which a third party or another organ is waited for, 15 at most, are not counted.
- A fee stops the period; it begins anew when the fee is paid.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal

from shared.office_hours import CHINA_TIME, china_time
from shared.work_calendar import WorkCalendar
from svc_documents.domain.disclosure_requests.steps import Consultation

ANSWER_DAYS = 20
LONGEST_EXTENSION = 20
SUPPLEMENT_ASKED_WITHIN = 7
OPINION_DAYS = 15
FEE_DAYS = 20
YELLOW_DAYS = 4  # a fifth of the period is left
OPENING = time(9)
Light = Literal["green", "yellow", "red", "resting", "done"]


def after(calendar: WorkCalendar, day: date, days: int) -> date:
    """The so-manieth working day after a day, which itself is not counted."""
    opening = datetime.combine(day, OPENING, CHINA_TIME)
    return china_time(calendar.add_working_days(opening, days).at).date()


def working_days_left(calendar: WorkCalendar, today: date, due_on: date) -> int:
    """0 is due today, below 0 is overdue."""
    opening, closing = (datetime.combine(day, OPENING, CHINA_TIME) for day in (today, due_on))
    return calendar.remaining_working_days(opening, closing)


def due_on(
    calendar: WorkCalendar, begun_on: date, days: int, consultations: Sequence[Consultation]
) -> date:
    """The last day for the answer: so many working days on which nobody was waited for."""
    left = days
    for day in _working_days_after(calendar, begun_on):
        left -= not any(one.rests(day) for one in consultations)
        if left == 0:
            return day
    raise AssertionError("a calendar refuses before it ends")


def light(calendar: WorkCalendar, today: date, due: date) -> Light:
    """Of a running period: yellow in its last fifth, red when it is over."""
    left = working_days_left(calendar, today, due)
    if today > due:
        return "red"
    return "yellow" if left <= YELLOW_DAYS else "green"


def _working_days_after(calendar: WorkCalendar, day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        if calendar.is_working_day(day):
            yield day
