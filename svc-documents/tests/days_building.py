"""The work calendar of 2025 and 2026 as the directory tells it."""

from datetime import date, timedelta

import chinese_calendar

from shared.work_calendar import WorkCalendar

FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
DAYS = [
    (day, chinese_calendar.is_workday(day), "", False)
    for day in (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
]
CALENDAR = WorkCalendar.of(DAYS)
