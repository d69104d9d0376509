"""A bad review as its writer is shown it: words instead of names, and what they can do."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from shared.database import Row
from shared.moments import Moment
from shared.personal_data import PersonalData
from svc_feedback.domain.bad_reviews.bad_reviews import ALLOWED, BadReview
from svc_feedback.domain.bad_reviews.kinds import (
    BadReviewState,
    ChangeKind,
    Explanation,
    StepKind,
)
from svc_feedback.domain.bad_reviews.limits import Target
from svc_feedback.domain.bad_reviews.writers import told
from svc_feedback.domain.levels import Level
from svc_feedback.use_cases.bad_reviews.following import Followed
from svc_feedback.use_cases.tokens import token_of


class OwnReviewView(BaseModel):
    """A review of one's own; ``state`` only of one that is to be put right."""

    review_id: UUID
    token: str = Field(description="查看办理情况、说明是否满意时使用")
    matter_code: str
    matter_name: str = Field(examples=["我要开理发店"])
    case_no: str
    level: int
    level_title: str = Field(examples=["不满意"])
    submitted_at: Moment
    state: BadReviewState | None
    state_label: str = Field(examples=["已答复"])
    asked: bool = Field(description="现在可以说明对处理结果是否满意")


class FollowedReviewView(BaseModel):
    """How a bad review is dealt with; nobody of the staff is named."""

    review_id: UUID
    matter_code: str
    matter_name: str = Field(examples=["我要开理发店"])
    level: int
    level_title: str = Field(examples=["不满意"])
    submitted_at: Moment
    state: BadReviewState
    state_label: str = Field(examples=["已答复"])
    state_text: str = Field(examples=["承办单位已经答复，请您说明是否满意。"])
    organ: str = Field(description="承办单位", examples=["怀化市鹤城区市场监督管理局"])
    reply_due: Moment | None = Field(description="应当答复的时间；已经答复或者正在复核的为空")
    reply: str
    replied_at: Moment | None
    change: ChangeKind | None
    change_label: str = Field(examples=["修改了办事指南"])
    improvement: str = Field(description="改进了什么")
    explanation: Explanation | None
    reason: str = Field(description="不计入统计的理由")
    round: int = Field(description="第几次整改")
    asked: bool = Field(description="现在可以说明对处理结果是否满意")
    satisfied: bool | None = Field(description="对最近一次答复是否满意；没有说明的为空")
    closed_at: Moment | None


def own_view(row: Row, secrecy: PersonalData) -> dict[str, Any]:
    """A review of one's own; a bad one counts as received from the moment it was given."""
    level = Level(row["level"])
    kept = row["state"] or (BadReviewState.RECEIVED if level.is_bad else None)
    state = kept and BadReviewState(kept)
    return {
        **row, "token": token_of(row["opportunity_id"], secrecy), "level_title": level.title,
        "state": state, "state_label": state.label if state else "",
        "asked": state in ALLOWED[StepKind.REVISIT],
    }  # fmt: skip


def followed_view(one: Followed) -> FollowedReviewView:
    """As the writer, or who bears the token, sees it."""
    bad, review = one.bad, one.review
    state = bad.state if bad else BadReviewState.RECEIVED
    change = bad.change if bad else None
    return FollowedReviewView(
        review_id=review["review_id"], matter_code=one.opportunity.matter_code,
        matter_name=one.opportunity.matter_name, level=review["level"],
        level_title=Level(review["level"]).title, submitted_at=review["submitted_at"],
        state=state, state_label=state.label, state_text=told(state, answerable=one.answerable),
        organ=one.organ,
        reply_due=_reply_due(bad), reply=one.reply, replied_at=bad.replied_at if bad else None,
        change=change, change_label=change.label if change else "",
        improvement=bad.improvement if bad else "", explanation=bad.explanation if bad else None,
        reason=one.reason, round=bad.round if bad else 1,
        asked=bad is not None and bad.awaits_writer and one.answerable,
        satisfied=bad.satisfied if bad else None,
        closed_at=bad.closed_at if bad else None,
    )  # fmt: skip


def _reply_due(bad: BadReview | None) -> Any:
    clock = bad.clock(Target.RECTIFY) if bad else None
    return clock.due_at if clock is not None and clock.runs else None
