"""The work calendar as the directory last told it: kept by each service that counts working days.

Its table is ``calendar_day`` (`schema.with_calendar_days`).
"""

from collections.abc import Iterable, Sequence
from datetime import date

from shared.database import UnitOfWork
from shared.events.identity import CalendarImported
from shared.work_calendar import WorkCalendar

Day = tuple[date, bool, str, bool]  # is it a working day, name of the holiday, provisional

PUT_DAY = """
INSERT INTO calendar_day (day, is_working, name, provisional) VALUES ($1, $2, $3, $4)
ON CONFLICT (day) DO UPDATE SET is_working = EXCLUDED.is_working, name = EXCLUDED.name,
    provisional = EXCLUDED.provisional
"""
DAYS = "SELECT day, is_working, name, provisional FROM calendar_day ORDER BY day"
DAYS_OF = """
SELECT day, is_working, name, provisional FROM calendar_day
WHERE day >= make_date($1, 1, 1) AND day < make_date($1 + 1, 1, 1) ORDER BY day
"""


def days_told(event: CalendarImported) -> list[Day]:
    """The days of the year that a fact tells, in its order."""
    return [(day.day, day.is_working, day.name or "", day.provisional) for day in event.days]


async def put_days(work: UnitOfWork, days: Iterable[Day]) -> None:
    """Keep days as last told."""
    await work.write_many(PUT_DAY, list(days))


async def all_days(work: UnitOfWork) -> list[Day]:
    """Every day that was told."""
    return [tuple(row) for row in await work.fetch(DAYS)]


async def days_of(work: UnitOfWork, year: int) -> list[Day]:
    """The days of one year (an index range)."""
    return [tuple(row) for row in await work.fetch(DAYS_OF, year)]


class ToldCalendar:
    """The calendar of a process, built anew only when its days are others."""

    def __init__(self) -> None:
        self._days: Sequence[Day] = ()
        self._calendar: WorkCalendar | None = None

    async def __call__(self, work: UnitOfWork) -> WorkCalendar:
        """The calendar as told now; refused with CalendarMissing until the directory told one."""
        days = await all_days(work)
        if self._calendar is None or days != self._days:
            self._days, self._calendar = days, WorkCalendar.of(days)
        return self._calendar
