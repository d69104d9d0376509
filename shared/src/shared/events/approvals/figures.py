"""What is told when the figures of ended cases have grown."""

from typing import ClassVar

from shared.events.event import Event


class EndedCasesCounted(Event):
    """So many ended cases are in the figures now that were not: what shows figures is old."""

    subject: ClassVar[str] = "approvals.figures.counted.v1"

    cases: int
