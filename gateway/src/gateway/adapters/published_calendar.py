"""The State Council's notices as far as `chinesecalendar` has them (2004 to 2026)."""

from datetime import date, timedelta

import chinese_calendar

from gateway.domain.calendar import Day, Year, year_of_notice

SOURCE = "国务院办公厅关于{year}年部分节假日安排的通知"
MAKE_UP = "{holiday}调休上班"


def published_year(year: int) -> Year:
    """A whole year with its holidays and make-up days."""
    days, day = [], date(year, 1, 1)
    while day.year == year:
        named = _named(day)
        if named is not None:
            days.append(named)
        day += timedelta(days=1)
    return year_of_notice(year, days, SOURCE.format(year=year))


def _named(day: date) -> Day | None:
    """The day, if the notice names it."""
    is_off, english = chinese_calendar.get_holiday_detail(day)
    if english is None:
        return None
    holiday = chinese_calendar.Holiday(english).chinese
    return Day(day, not is_off, holiday if is_off else MAKE_UP.format(holiday=holiday))
