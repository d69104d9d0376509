"""What became of bad reviews."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class BadReviewCreated(Event):
    """A review of the two lowest levels must be looked into."""

    subject: ClassVar[str] = "feedback.bad_review.created.v1"

    bad_review_id: UUID
    review_id: UUID
    matter_code: str
    organ_ids: tuple[UUID, ...]
    level: int
    created_at: datetime


class BadReviewClosed(Event):
    """A bad review is dealt with; ``improvement`` says in the organ's words what was put right."""

    subject: ClassVar[str] = "feedback.bad_review.closed.v1"

    bad_review_id: UUID
    matter_code: str
    organ_ids: tuple[UUID, ...]
    improvement: str
    closed_at: datetime
