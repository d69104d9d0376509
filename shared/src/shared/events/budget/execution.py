"""What svc-budget tells of monthly execution (预算执行情况)."""

from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class ExecutionPublished(Event):
    """The figures of a month were published: sums from January on."""

    subject: ClassVar[str] = "budget.execution.published.v1"

    report_id: UUID
    region_code: str
    year: int
    month: int


class ExecutionCorrected(Event):
    """The figures of a month were published anew, with the reason; the former stay readable."""

    subject: ClassVar[str] = "budget.execution.corrected.v1"

    report_id: UUID
    region_code: str
    year: int
    month: int
    version: int
    reason: str
