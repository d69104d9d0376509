"""What was reviewed, and how the figures stand."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from shared.events.event import Event

Channel = Literal["web", "mini_program", "kiosk", "evaluator", "sms", "qr"]


class ReviewSubmitted(Event):
    """A person has reviewed; `case_id` is told only when the person gave the name with it.

    Of a livelihood project the `matter_code` is the project's id.
    """

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


class ReviewFlagged(Event):
    """A review raises doubts that a person must judge; it counts as before."""

    subject: ClassVar[str] = "feedback.review.flagged.v1"

    review_id: UUID
    matter_code: str
    reasons: tuple[str, ...]


class ReviewJudgedValid(Event):
    """A doubted review is in order."""

    subject: ClassVar[str] = "feedback.review.judged_valid.v1"

    review_id: UUID
    matter_code: str


class ReviewInvalidated(Event):
    """A review leaves every rate, by a person's judgement or an appeal; it stays visible."""

    subject: ClassVar[str] = "feedback.review.invalidated.v1"

    review_id: UUID
    matter_code: str
    organ_ids: tuple[UUID, ...]
    level: int
    cause: str
    invalidated_at: datetime


class ReviewModerated(Event):
    """A review is hidden from the public, or shown again; it counts as before."""

    subject: ClassVar[str] = "feedback.review.moderated.v1"

    review_id: UUID
    matter_code: str
    hidden: bool


class ReviewDefaulted(Event):
    """Nobody reviewed in time, and the region's rules give that a level; no rate counts it."""

    subject: ClassVar[str] = "feedback.review.defaulted.v1"

    review_id: UUID
    matter_code: str
    organ_ids: tuple[UUID, ...]
    level: int
    defaulted_at: datetime


class ReviewImported(Event):
    """The hotline was told a level; it is counted apart from what was given to us."""

    subject: ClassVar[str] = "feedback.review.imported.v1"

    review_id: UUID
    matter_code: str
    organ_ids: tuple[UUID, ...]
    level: int
    region_code: str
    answered_at: datetime
