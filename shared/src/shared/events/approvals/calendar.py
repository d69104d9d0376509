"""What follows when a calendar becomes known."""

from typing import ClassVar

from shared.events.event import Event


class CalendarRecounted(Event):
    """Every open due date that reaches into a year was counted anew on its calendar.

    One batch: how many open cases it looked at, how many clocks of cases moved, and how
    many cases could not be counted.
    """

    subject: ClassVar[str] = "approvals.calendar.recounted.v1"

    year: int
    looked_at: int
    moved: int
    failed: int = 0
