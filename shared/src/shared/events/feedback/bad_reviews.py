"""What became of bad reviews, and of appeals against them."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from shared.events.event import Event

Target = Literal["contact", "rectify", "revisit"]
Change = Literal["guide", "form", "staff", "place", "nothing"]


class BadReviewCreated(Event):
    """A review of the two lowest levels must be looked into."""

    subject: ClassVar[str] = "feedback.bad_review.created.v1"

    bad_review_id: UUID
    review_id: UUID
    matter_code: str
    organ_ids: tuple[UUID, ...]
    level: int
    created_at: datetime


class BadReviewMoved(Event):
    """A step was taken with a bad review; ``state`` is where it stands now."""

    subject: ClassVar[str] = "feedback.bad_review.moved.v1"

    bad_review_id: UUID
    matter_code: str
    organ_id: UUID | None
    region_code: str
    step: str
    state: str
    moved_at: datetime


class BadReviewTarget(Event):
    """What is told of a target (contact, rectify, revisit) and the moment it is due at."""

    bad_review_id: UUID
    matter_code: str
    organ_id: UUID | None
    region_code: str
    target: Target
    due_at: datetime


class BadReviewDueSoon(BadReviewTarget):
    """Four fifths of the time for a target are over; told once a clock."""

    subject: ClassVar[str] = "feedback.bad_review.due_soon.v1"


class BadReviewOverdue(BadReviewTarget):
    """The time for a target is over; told again, ``escalated``, a working day later."""

    subject: ClassVar[str] = "feedback.bad_review.overdue.v1"

    escalated: bool = False


class BadReviewRecounted(BadReviewTarget):
    """The calendar was set anew, and a clock of a bad review ends at another time."""

    subject: ClassVar[str] = "feedback.bad_review.recounted.v1"

    due_before: datetime


class BadReviewClosed(Event):
    """A bad review is dealt with; ``improvement`` says in the organ's words what was put right."""

    subject: ClassVar[str] = "feedback.bad_review.closed.v1"

    bad_review_id: UUID
    matter_code: str
    organ_ids: tuple[UUID, ...]
    improvement: str
    closed_at: datetime
    change: Change | None = None


class AppealDecided(Event):
    """Another organ has judged an appeal; an upheld one takes the review out of the figures."""

    subject: ClassVar[str] = "feedback.appeal.decided.v1"

    appeal_id: UUID
    bad_review_id: UUID
    review_id: UUID
    matter_code: str
    organ_id: UUID
    judge_organ_id: UUID
    kind: Literal["mistaken", "malicious", "not_ours"]
    upheld: bool
    decided_at: datetime
