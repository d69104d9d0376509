"""Working days and working minutes, counted over a calendar given as data.

What the law says, and where it stands here:

- Days of the Administrative Licensing Law are working days (行政许可法 art. 82).
- The day on which a period begins is not counted (民法典 art. 201): day 1 is the next working day.
- A period ends when business closes on its last day (民法典 art. 203). So what comes in after
  closing time, or on a rest day, is received on the next working day.

Minutes are counted on one line of working minutes: a moment is read to the whole minute and has
a position on that line, so durations add up exactly and a pause can neither win nor lose time.
Positions are looked up in prefix sums; no query walks over days.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, NamedTuple

from shared.office_hours import OfficeHours, china_time, minute_of, moment_of
from shared.refusals import Invalid, Unavailable

USUAL_HOURS = OfficeHours()
YEARS_AHEAD = 10
FRIDAY = 4


class CalendarMissing(Unavailable):
    """工作日历尚未导入。"""


@dataclass(eq=False)
class OutsideCalendar(Invalid):
    """日期超出工作日历的范围。"""

    advice: ClassVar[str] = "工作日历从 {first} 到 {last}，请核对日期，或先导入更早的放假安排。"

    first: date
    last: date


class DayKind(NamedTuple):
    """What is known of a day; provisional means: guessed, no notice of the State Council yet."""

    working: bool
    name: str | None = None
    provisional: bool = False


class Due(NamedTuple):
    """When a period ends; provisional when a guessed day lies within it."""

    at: datetime
    provisional: bool


class WorkCalendar:
    """Days the notices name, and weekdays as a provisional guess for the rest.

    The guess reaches ten years past the last known day; earlier or later dates are refused with
    OutsideCalendar, and a calendar of no days with CalendarMissing.
    """

    def __init__(self, days: Mapping[date, DayKind]) -> None:
        if not days:
            raise CalendarMissing
        self._days = dict(days)
        self.first = min(days)
        self.last = date(max(days).year + YEARS_AHEAD, 12, 31)
        self.fingerprint = _fingerprint(days)
        self._working: list[date] = []
        self._working_before = [0]
        self._provisional_before = [0]
        for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1):
            self._append(date.fromordinal(ordinal))

    @classmethod
    def of(cls, rows: Iterable[tuple[date, bool, str | None, bool]]) -> "WorkCalendar":
        """Read rows of (day, is it a working day, name of the holiday, provisional)."""
        return cls({day: DayKind(*kind) for day, kind in ((row[0], row[1:]) for row in rows)})

    def _append(self, day: date) -> None:
        kind = self._days.get(day) or _guess(day)
        if kind.working:
            self._working.append(day)
        self._working_before.append(len(self._working))
        self._provisional_before.append(self._provisional_before[-1] + kind.provisional)

    def kind_of(self, day: date) -> DayKind:
        """What is known of a day."""
        self._index(day)
        return self._days.get(day) or _guess(day)

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day."""
        return self.kind_of(day).working

    def received_on(self, moment: datetime, hours: OfficeHours = USUAL_HOURS) -> date:
        """The working day on which something that comes in at `moment` is received."""
        local = china_time(moment)
        index = self._index(local.date()) + hours.closed_for_today(local)
        return self._nth_working_day(self._working_before[index])

    def add_working_days(self, start: datetime, days: int, hours: OfficeHours = USUAL_HOURS) -> Due:
        """The close of the `days`-th working day after the day of receipt; 0 is that day itself."""
        if days < 0:
            raise ValueError("a period has no negative length")
        received = self._index(self.received_on(start, hours))
        last_day = self._nth_working_day(self._working_before[received] + days)
        return self._due(start, moment_of(last_day, hours.minute(hours.minutes_a_day)))

    def remaining_working_days(self, now: datetime, due: datetime) -> int:
        """Working days after today up to the due day: 0 is due today, below 0 is days overdue."""
        today, due_day = (self._index(china_time(moment).date()) for moment in (now, due))
        return self._working_before[due_day + 1] - self._working_before[today + 1]

    def working_minutes_between(
        self, start: datetime, end: datetime, hours: OfficeHours = USUAL_HOURS
    ) -> int:
        """Working minutes from start to end; negative when the end comes first."""
        return self._position(end, hours) - self._position(start, hours)

    def add_working_minutes(
        self, start: datetime, minutes: int, hours: OfficeHours = USUAL_HOURS
    ) -> Due:
        """The first moment at which `minutes` more working minutes are over.

        Zero is `start` itself, or the next opening when the office is closed. A negative number
        goes back: the due date of a period that was overdue before it was paused.
        """
        if minutes == 0:
            return self._due(start, self._next_opening(start, hours))
        return self._due(start, self._moment(self._position(start, hours) + minutes, hours))

    def moment_of_share(
        self, start: datetime, due: datetime, share: float, hours: OfficeHours = USUAL_HOURS
    ) -> datetime:
        """When a share of the working minutes of a period is used up (0.5 and 0.8 for lights)."""
        whole = self.working_minutes_between(start, due, hours)
        return self.add_working_minutes(start, round(whole * share), hours).at

    def _index(self, day: date) -> int:
        if not self.first <= day <= self.last:
            raise OutsideCalendar(self.first, self.last)
        return day.toordinal() - self.first.toordinal()

    def _nth_working_day(self, number: int) -> date:
        if not 0 <= number < len(self._working):
            raise OutsideCalendar(self.first, self.last)
        return self._working[number]

    def _position(self, moment: datetime, hours: OfficeHours) -> int:
        local = china_time(moment)
        index = self._index(local.date())
        before, after = self._working_before[index : index + 2]
        today = hours.elapsed(local) if after > before else 0
        return before * hours.minutes_a_day + today

    def _moment(self, position: int, hours: OfficeHours) -> datetime:
        days, minutes = divmod(position - 1, hours.minutes_a_day)
        return moment_of(self._nth_working_day(days), hours.minute(minutes + 1))

    def _next_opening(self, moment: datetime, hours: OfficeHours) -> datetime:
        local = china_time(moment)
        minute = hours.opening(local) if self.is_working_day(local.date()) else None
        if minute is None:
            next_day = self._nth_working_day(self._working_before[self._index(local.date()) + 1])
            return moment_of(next_day, hours.sessions[0][0])
        return moment if minute == minute_of(local) else moment_of(local.date(), minute)

    def _due(self, start: datetime, at: datetime) -> Due:
        first, last = sorted(self._index(china_time(moment).date()) for moment in (start, at))
        guessed = self._provisional_before[last + 1] - self._provisional_before[first]
        return Due(at, provisional=guessed > 0)


def _guess(day: date) -> DayKind:
    return DayKind(working=day.weekday() <= FRIDAY, provisional=True)


def _fingerprint(days: Mapping[date, DayKind]) -> str:
    rows = "\n".join(f"{day}|{'|'.join(map(str, kind))}" for day, kind in sorted(days.items()))
    return hashlib.sha256(rows.encode()).hexdigest()[:16]
