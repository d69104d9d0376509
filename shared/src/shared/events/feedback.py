"""What svc-feedback tells: who may review, what was reviewed, and how the figures stand.

A reviewer's words never travel, and an anonymous review names neither its case
nor its opportunity, so that no listener can lead it back to a person.
"""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from shared.events.event import Event
from shared.events.notifications import NotificationRequested

Channel = Literal["web", "mini_program", "kiosk", "evaluator", "sms", "qr"]


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


class ReviewSubmitted(Event):
    """A person has reviewed; `case_id` is told only when the person gave the name with it."""

    subject: ClassVar[str] = "feedback.review.submitted.v1"

    review_id: UUID
    case_id: UUID | None
    matter_code: str
    organ_ids: tuple[UUID, ...]
    level: int
    tags: tuple[int, ...]
    tag_version: int
    anonymous: bool
    channel: Channel
    submitted_at: datetime


class ReviewFollowedUp(Event):
    """The reviewer has added words to a review; the level stays as it was."""

    subject: ClassVar[str] = "feedback.review.followed_up.v1"

    review_id: UUID
    matter_code: str
    written_at: datetime


class SummaryChanged(Event):
    """The public figures of a matter are new; told at most about once a second per matter."""

    subject: ClassVar[str] = "feedback.review.summary_changed.v1"

    matter_code: str
    opportunities: int
    reviews: int
    levels: dict[int, int]
    satisfaction_strict: float | None
    satisfaction_wide: float | None
    mean_score: float | None
    active_rate: float | None
    bad_rate: float | None
    formula_version: str


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


class FeedbackNotificationRequested(NotificationRequested):
    """A person should be asked for a review, or told what became of one."""

    subject: ClassVar[str] = "feedback.notification.requested.v1"
