"""When an organ is open, and how its day is counted in working minutes.

China has kept one time, without summer time, since 1992: a fixed offset is exact.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cached_property
from itertools import chain
from typing import ClassVar

from shared.refusals import Invalid

CHINA_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")
DAY = 24 * 60


@dataclass(eq=False)
class OfficeHoursUnusable(Invalid):
    """办公时间的写法不正确。"""

    advice: ClassVar[str] = "请按“09:00-12:00,13:30-17:00”的格式填写，时段由早到晚、互不重叠。"

    office_hours: str


@dataclass(frozen=True)
class OfficeHours:
    """The sessions of a working day, from early to late: (opens, closes) in minutes of the day."""

    sessions: tuple[tuple[int, int], ...] = ((9 * 60, 12 * 60), (13 * 60 + 30, 17 * 60))

    def __post_init__(self) -> None:
        """Refused with OfficeHoursUnusable unless the sessions follow one another in one day."""
        edges = list(chain.from_iterable(self.sessions))
        if not edges or edges != sorted(set(edges)) or edges[0] < 0 or edges[-1] >= DAY:
            raise OfficeHoursUnusable(str(self))

    @classmethod
    def parse(cls, text: str) -> "OfficeHours":
        """Read `09:00-12:00,13:30-17:00`. Refused with OfficeHoursUnusable."""
        try:
            return cls(tuple(_session(part) for part in text.split(",")))
        except ValueError as unreadable:
            raise OfficeHoursUnusable(text) from unreadable

    def __str__(self) -> str:
        """The form that `parse` reads."""
        return ",".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in self.sessions)

    @cached_property
    def minutes_a_day(self) -> int:
        """390 for the default hours."""
        return sum(closes - opens for opens, closes in self.sessions)

    def elapsed(self, local: datetime) -> int:
        """Working minutes of the day that are over at `local`, which is read to the minute."""
        now = minute_of(local)
        return sum(min(max(now - opens, 0), closes - opens) for opens, closes in self.sessions)

    def closed_for_today(self, local: datetime) -> bool:
        """Whether the last session is over; the closing moment itself still belongs to the day."""
        closes = self.sessions[-1][1]
        return local.time() > time(*divmod(closes, 60))

    def opening(self, local: datetime) -> int | None:
        """The minute at which work goes on from `local`: now, or the next session of the day."""
        now = minute_of(local)
        return next((max(now, opens) for opens, closes in self.sessions if now <= closes), None)

    def minute(self, elapsed: int) -> int:
        """The earliest minute of the day at which `elapsed` working minutes are over."""
        for opens, closes in self.sessions:
            if elapsed <= closes - opens:
                return opens + elapsed
            elapsed -= closes - opens
        raise ValueError("a working day has fewer minutes")


def china_time(moment: datetime) -> datetime:
    """The wall clock in the offices at `moment`, which must say its zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(CHINA_TIME)


def moment_of(day: date, minute: int) -> datetime:
    """A minute of a day in the offices, as a moment in UTC."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=CHINA_TIME)
    return (midnight + timedelta(minutes=minute)).astimezone(UTC)


def minute_of(local: datetime) -> int:
    """The minute of the day."""
    return local.hour * 60 + local.minute


def _session(text: str) -> tuple[int, int]:
    opens, closes = (time.fromisoformat(edge.strip()) for edge in text.split("-"))
    return opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
