"""The work calendar as rows."""

from gateway.domain.calendar import Day, Year
from shared.database import UnitOfWork

YEAR = "SELECT source, provisional FROM calendar_year WHERE number = $1"
DAYS = "SELECT day, is_working, name FROM calendar_day WHERE year = $1 ORDER BY day"
SAVE_YEAR = """
INSERT INTO calendar_year (number, source, provisional, imported_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (number) DO UPDATE SET source = EXCLUDED.source, provisional = EXCLUDED.provisional,
    imported_at = EXCLUDED.imported_at
"""
SAVE_DAY = """
INSERT INTO calendar_day (day, year, is_working, name) VALUES ($1, $2, $3, $4)
ON CONFLICT (day) DO UPDATE SET is_working = EXCLUDED.is_working, name = EXCLUDED.name
"""


async def year_of(work: UnitOfWork, number: int) -> Year | None:
    """A whole year, or None when it was never set."""
    row = await work.fetch_row(YEAR, number)
    if row is None:
        return None
    days = tuple(Day(*day) for day in await work.fetch(DAYS, number))
    return Year(number, days, row["source"], row["provisional"])


async def save(work: UnitOfWork, year: Year) -> None:
    """Set a whole year."""
    await work.write(SAVE_YEAR, year.number, year.source, year.provisional, work.now)
    rows = [(day.day, year.number, day.is_working, day.name) for day in year.days]
    await work.write_many(SAVE_DAY, rows)
