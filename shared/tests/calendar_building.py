"""The calendar of 2026 as the State Council's notice (国办发明电〔2025〕7号) gives it."""

from datetime import date, datetime, timedelta

from shared.office_hours import CHINA_TIME
from shared.work_calendar import WorkCalendar

RESTS = {
    "元旦": ["01-01", "01-02"],
    "春节": ["02-16", "02-17", "02-18", "02-19", "02-20", "02-23"],
    "清明节": ["04-06"],
    "劳动节": ["05-01", "05-04", "05-05"],
    "端午节": ["06-19"],
    "中秋节": ["09-25"],
    "国庆节": ["10-01", "10-02", "10-05", "10-06", "10-07"],
}
MADE_UP = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]


def the_calendar_of_2026() -> WorkCalendar:
    rests = {
        date.fromisoformat(f"2026-{day}"): name for name, days in RESTS.items() for day in days
    }
    made_up = {date.fromisoformat(f"2026-{day}") for day in MADE_UP}
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    return WorkCalendar.of(
        (day, day in made_up or (day.weekday() < 5 and day not in rests), rests.get(day), False)
        for day in year
    )


def at(text: str) -> datetime:
    """A moment on the clocks in the offices: `2026-09-30 16:59`."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA_TIME)
