"""Who may review."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class OpportunityOpened(Event):
    """A person is entitled to one review; opportunities are the denominator of every rate."""

    subject: ClassVar[str] = "feedback.opportunity.opened.v1"

    opportunity_id: UUID
    case_id: UUID
    stage: str
    visit_no: int
    matter_code: str
    organ_ids: tuple[UUID, ...]
    expires_at: datetime


class ProjectReviewOpened(Event):
    """Somebody asked to review a livelihood project that is done, and may, once."""

    subject: ClassVar[str] = "feedback.opportunity.project_opened.v1"

    opportunity_id: UUID
    project_id: UUID
    organ_ids: tuple[UUID, ...]
    region_code: str
    expires_at: datetime


class VisitOpened(Event):
    """Whoever was served at a window is entitled to one review of that visit (一次一评)."""

    subject: ClassVar[str] = "feedback.opportunity.visited.v1"

    opportunity_id: UUID
    visit_id: UUID
    case_id: UUID | None
    window_id: str
    matter_code: str
    organ_ids: tuple[UUID, ...]
    region_code: str
    expires_at: datetime
