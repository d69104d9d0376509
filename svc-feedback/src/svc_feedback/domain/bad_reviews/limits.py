"""How long a part of the work may take: data of a region, in three units.

Hours are hours of the clock. The day on which a period begins is not counted (民法典 art. 201); it
ends when business closes on its last day, and when that is a rest day on the next working day
(art. 203). What comes in after closing time is received on the next working day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Literal

from shared.office_hours import CHINA_TIME, china_time
from shared.work_calendar import WorkCalendar
from svc_feedback.domain.bad_reviews.kinds import Grade

OPENING = time(9)
Unit = Literal["hour", "natural_day", "working_day"]


class Target(StrEnum):
    """What must be done by a time."""

    CONTACT = "contact"
    RECTIFY = "rectify"
    REVISIT = "revisit"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many of a unit; none at all means at once."""

    number: int
    unit: Unit

    def end(self, calendar: WorkCalendar, begun_at: datetime) -> datetime:
        """When a period that begins at a moment is over."""
        if self.unit == "hour":
            return begun_at + timedelta(hours=self.number)
        if self.unit == "working_day":
            return calendar.add_working_days(begun_at, self.number).at
        last = china_time(begun_at).date() + timedelta(days=self.number)
        return calendar.add_working_days(datetime.combine(last, OPENING, CHINA_TIME), 0).at

    def later(
        self, calendar: WorkCalendar, due_at: datetime, since: datetime, now: datetime
    ) -> datetime:
        """A due time put off by a pause, which costs none of the time and wins none."""
        if self.unit != "working_day":
            return due_at + (now - since)
        minutes = calendar.working_minutes_between(since, now)
        return calendar.add_working_minutes(due_at, minutes).at if minutes > 0 else due_at


@dataclass(frozen=True, slots=True)
class BadReviewLimits:
    """The limits of one region."""

    contact: Limit
    rectify: Mapping[Grade, Limit]
    revisit: Limit
    extension: Limit

    def of(self, target: Target, grade: Grade) -> Limit:
        """How long a part of the work may take."""
        if target is Target.RECTIFY:
            return self.rectify[grade]
        return self.contact if target is Target.CONTACT else self.revisit
