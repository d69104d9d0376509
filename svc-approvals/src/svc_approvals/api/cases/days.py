"""Days as clients give them, as moments in China."""

from datetime import date, datetime, time, timedelta

from shared.office_hours import CHINA_TIME

FIRST, LAST = date(1949, 10, 1), date(2199, 12, 31)


def day_begins(day: date | None) -> datetime | None:
    """The first moment of a day; of one no case can be of, the nearest that is thinkable."""
    if day is None:
        return None
    return datetime.combine(min(max(day, FIRST), LAST), time(), CHINA_TIME)


def day_after(day: date | None) -> datetime | None:
    """The first moment that is no longer this day."""
    begins = day_begins(day)
    return None if begins is None else begins + timedelta(days=1)
