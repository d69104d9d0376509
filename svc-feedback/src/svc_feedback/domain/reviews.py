"""Reviews: one per opportunity, chosen freely, never changed and never deleted."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.refusals import Conflict, NotFound
from svc_feedback.domain.levels import Level

LONGEST_TEXT = 500
Channel = Literal["web", "mini_program", "kiosk", "evaluator", "sms", "qr"]


class ReviewNotFound(NotFound):
    """没有找到这条评价。"""


class NotReviewedYet(Conflict):
    """还没有评价，不能追评。"""

    advice = "请先提交评价，再补充追评。"


@dataclass(eq=False)
class AlreadyFollowedUp(Conflict):
    """这次办事已经追评过了。"""

    advice: ClassVar[str] = "每条评价只能追评一次；如仍有问题，请拨打12345热线。"
    review_id: UUID
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person sends; ``submission_id`` is the same in every try of one sending."""

    submission_id: UUID
    level: Level
    tags: tuple[int, ...]
    text: str | None
    anonymous: bool
    channel: Channel

    def with_tags(self, tags: tuple[int, ...]) -> "Answer":
        """The same with its tags checked."""
        return replace(self, tags=tags)

    def without_name(self) -> "Answer":
        """The same, anonymous."""
        return replace(self, anonymous=True)


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who has logged in: the account, and the name as it may be shown."""

    account_id: UUID
    name_masked: str


@dataclass(frozen=True, slots=True)
class Review:
    """An answer taken; its writer where the account of the opportunity does not say it."""

    review_id: UUID
    opportunity_id: UUID
    answer: Answer
    tag_version: int
    submitted_at: datetime
    writer: Writer | None = None


def bad_review_id(review_id: UUID) -> UUID:
    """The id under which a bad review is looked into."""
    return uuid5(review_id, "bad-review")


def project_review_id(review_id: UUID) -> UUID:
    """The id under which a review of a livelihood project is told apart from others."""
    return uuid5(review_id, "project-review")


def summary_id(matter_code: str) -> UUID:
    """The id of a matter's public figures."""
    return uuid5(NAMESPACE_URL, f"yangguang:review-summary:{matter_code}")
