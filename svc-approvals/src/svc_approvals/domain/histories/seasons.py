"""When people apply: by weekday, season and hour, as windows know it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate

from shared.office_hours import moment_of
from shared.work_calendar import WorkCalendar
from svc_approvals.domain.histories.dice import Dice

WEEKDAYS = (1.3, 1.15, 1.1, 1.0, 0.85, 0.9, 0.9)  # the last two only count on make-up days
MONTHS: Mapping[int, float] = {
    1: 0.8, 2: 0.55, 3: 1.35, 4: 1.2, 5: 1.05, 6: 1.0, 7: 0.95, 8: 0.9, 9: 1.15, 10: 0.95,
    11: 1.05, 12: 1.0,
}  # fmt: skip
REST_DAY = 0.12
GROWTH_A_YEAR = 0.25
HOURS = {8: 3, 9: 14, 10: 18, 11: 11, 12: 4, 13: 7, 14: 13, 15: 14, 16: 10, 19: 2, 20: 3, 21: 1}
YEAR = 365.25


class Seasons:
    """The days of a span, each with its weight."""

    def __init__(self, calendar: WorkCalendar, first: date, last: date) -> None:
        self._days: Sequence[date] = [
            first + timedelta(days=n) for n in range((last - first).days + 1)
        ]
        weights = (_weight(calendar, day, first) for day in self._days)
        self._weights = list(accumulate(weights))
        self._hours, hours = list(HOURS), list(HOURS.values())
        self._hour_weights = list(accumulate(hours))

    def moment(self, rng: Dice) -> datetime:
        """A moment at which somebody begins an application."""
        (day,) = rng.choices(self._days, cum_weights=self._weights)
        (hour,) = rng.choices(self._hours, cum_weights=self._hour_weights)
        return moment_of(day, hour * 60 + rng.randrange(60)) + timedelta(seconds=rng.randrange(60))


def _weight(calendar: WorkCalendar, day: date, first: date) -> float:
    grown = 1 + GROWTH_A_YEAR * (day - first).days / YEAR
    if not calendar.is_working_day(day):
        return REST_DAY * grown * MONTHS[day.month]
    return WEEKDAYS[day.weekday()] * grown * MONTHS[day.month]
