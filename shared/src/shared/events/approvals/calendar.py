"""What follows when a calendar becomes known."""

from typing import ClassVar

from shared.events.event import Event


class CalendarRecounted(Event):
    """Every open due date that reaches into a year was counted anew: cases seen, moved, failed."""

    subject: ClassVar[str] = "approvals.calendar.recounted.v1"

    year: int
    looked_at: int
    moved: int
    failed: int = 0
