"""Set a year of the work calendar."""

from gateway.domain.calendar import Year, calendar_id_of
from gateway.storage import calendar
from shared.database import UnitOfWork
from shared.events.identity import CalendarDay, CalendarImported


async def import_calendar(work: UnitOfWork, year: Year) -> bool:
    """Set a year and tell everybody; False when it is already so."""
    await work.lock()
    if await calendar.year_of(work, year.number) == year:
        return False
    await calendar.save(work, year)
    days = tuple(
        CalendarDay(
            day=day.day, is_working=day.is_working, name=day.name, provisional=year.provisional
        )
        for day in year.days
    )
    told = CalendarImported(year=year.number, days=days, source=year.source)
    await work.announce(calendar_id_of(year.number), told)
    return True
