"""A clock: what must be done by when, counted on the calendar the directory tells.

A clock stops when its target is met and never runs again: another round has a clock of its own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from shared.work_calendar import WorkCalendar
from svc_feedback.domain.bad_reviews.limits import Limit, Target

SOON_SHARE = 0.8
WARNED_BEFORE_CLOSING = 30
Light = Literal["green", "yellow", "red", "done"]


@dataclass(slots=True)
class Clock:
    """One target of one round; paused while an appeal is judged."""

    target: Target
    round: int
    limit: Limit
    begun_at: datetime
    due_at: datetime
    soon_at: datetime
    met_at: datetime | None = None
    paused_at: datetime | None = None

    @classmethod
    def begin(
        cls, target: Target, round_: int, limit: Limit, calendar: WorkCalendar, now: datetime
    ) -> "Clock":
        """Start it."""
        due_at = limit.end(calendar, now)
        return cls(target, round_, limit, now, due_at, _soon(limit, calendar, now, due_at))

    @property
    def runs(self) -> bool:
        """Neither met nor paused."""
        return self.met_at is None and self.paused_at is None

    def meet(self, now: datetime) -> None:
        """The target is met, in time or not; a second time changes nothing."""
        self.met_at = self.met_at or now

    def pause(self, now: datetime) -> None:
        """Stand still."""
        if self.runs:
            self.paused_at = now

    def resume(self, calendar: WorkCalendar, now: datetime) -> None:
        """Go on with as much time left, or as much over, as there was."""
        if self.paused_at is None:
            return
        self.due(calendar, self.limit.later(calendar, self.due_at, self.paused_at, now))
        self.paused_at = None

    def prolong(self, calendar: WorkCalendar, more: Limit) -> None:
        """Count another period from where this one ends."""
        self.due(calendar, more.end(calendar, self.due_at))

    def is_late(self, now: datetime) -> bool:
        """Past its time when it was met, or paused, or now."""
        return (self.met_at or self.paused_at or now) > self.due_at

    def light(self, now: datetime) -> Light:
        """The light of the moment; a clock met in time is done, one met too late stays red."""
        if self.is_late(now):
            return "red"
        if self.met_at is not None:
            return "done"
        return "yellow" if (self.paused_at or now) >= self.soon_at else "green"

    def due(self, calendar: WorkCalendar, due_at: datetime) -> None:
        """End at another time, with a notice in proportion."""
        self.due_at = due_at
        self.soon_at = _soon(self.limit, calendar, self.begun_at, due_at)


def in_office_hours(calendar: WorkCalendar, now: datetime) -> bool:
    """Whether somebody is there to read a notice: none is given at midnight or at weekends."""
    return calendar.add_working_minutes(now, 0).at == now


def _soon(limit: Limit, calendar: WorkCalendar, begun_at: datetime, due_at: datetime) -> datetime:
    """When a notice is due: at four fifths of the time, while the office is open."""
    if limit.unit == "working_day":
        return calendar.moment_of_share(begun_at, due_at, SOON_SHARE)
    soon = begun_at + timedelta(seconds=(due_at - begun_at).total_seconds() * SOON_SHARE)
    if in_office_hours(calendar, soon):
        return soon
    return max(begun_at, calendar.add_working_minutes(soon, -WARNED_BEFORE_CLOSING).at)
