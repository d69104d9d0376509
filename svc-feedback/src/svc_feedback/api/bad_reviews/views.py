"""Bad reviews and appeals as they are shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from shared.database import Row
from shared.moments import Moment
from svc_feedback.api.follow_ups import FollowUpView, follow_up_view
from svc_feedback.domain.bad_reviews.bad_reviews import Actor, Attempt, BadReview
from svc_feedback.domain.bad_reviews.clocks import Clock, Light
from svc_feedback.domain.bad_reviews.kinds import (
    AppealKind,
    AttemptChannel,
    BadReviewState,
    ChangeKind,
    Explanation,
    Grade,
    StepKind,
    Verdict,
)
from svc_feedback.domain.bad_reviews.limits import Target


class ClockView(BaseModel):
    """What must be done by when."""

    target: Target
    round: int
    begun_at: Moment
    due_at: Moment
    met_at: Moment | None
    paused_at: Moment | None
    light: Light


class AttemptView(BaseModel):
    """Somebody tried to reach the writer."""

    target: Target
    channel: AttemptChannel
    reached: bool
    at: Moment


class BadReviewStepView(BaseModel):
    """What was done with it, by whom."""

    number: int
    kind: StepKind
    from_state: BadReviewState
    state: BadReviewState
    at: Moment
    staff_no: str
    organ: str
    note: str


class BadReviewRowView(BaseModel):
    """One line of a queue."""

    bad_review_id: UUID
    review_id: UUID
    matter_code: str
    region_code: str
    organ_id: UUID | None
    level: int
    named: bool
    received_at: Moment
    state: BadReviewState
    state_label: str
    grade: Grade
    handler: str | None
    due_at: Moment | None = Field(description="最近的办理期限；没有在走的期限为空")
    light: Light


class BadReviewView(BaseModel):
    """One with everything its handler needs; the case is named only if the writer gave the name."""

    bad_review_id: UUID
    review_id: UUID
    matter_code: str
    matter_name: str
    region_code: str
    organ_id: UUID | None
    level: int
    tags: list[str] = Field(examples=[["未在承诺时间内办结"]])
    text: str
    follow_up: FollowUpView | None = Field(description="评价人的追评")
    channel: str
    named: bool
    case_no: str | None
    writer: str | None = Field(
        default=None, description="实名评价人（已脱敏），仅经办人可见", examples=["张*"]
    )
    received_at: Moment
    state: BadReviewState
    state_label: str = Field(examples=["整改中"])
    grade: Grade
    handler: str | None
    verdict: Verdict | None
    reply: str
    change: ChangeKind | None
    improvement: str
    explanation: Explanation | None = Field(description="作出解释的理由：无法律依据，或者不属实")
    round: int
    satisfied: bool | None
    extended: bool
    closed_at: Moment | None
    light: Light
    clocks: list[ClockView]
    attempts: list[AttemptView]
    steps: list[BadReviewStepView]
    appeal_id: UUID | None
    allowed: list[StepKind] = Field(description="当前账号现在可以办理的步骤")


class ImprovementView(BaseModel):
    """What a bad review changed."""

    bad_review_id: UUID
    matter_code: str
    change: ChangeKind
    change_label: str = Field(examples=["修改了办事指南"])
    improvement: str
    closed_at: Moment


class AppealView(BaseModel):
    """An appeal and how it was judged."""

    appeal_id: UUID
    bad_review_id: UUID
    kind: AppealKind
    evidence: str
    organ_id: UUID
    filed_at: Moment
    upheld: bool | None = Field(description="成立为 true，不成立为 false，未复核为空")
    reason: str
    judge_organ_id: UUID | None
    decided_at: Moment | None


def row_view(row: Row) -> dict[str, Any]:
    """One line of a queue, and the moment it is sorted by."""
    return {**row, "state_label": BadReviewState(row["state"]).label}


def improvement_view(row: Row) -> dict[str, Any]:
    """What a bad review changed."""
    return {**row, "change_label": ChangeKind(row["change"]).label}


def appeal_view(row: Row) -> dict[str, Any]:
    """An appeal; who filed and who judged it is told by organ."""
    return {name: row[name] for name in AppealView.model_fields}


def bad_review_view(
    bad: BadReview, source: Row, steps: Sequence[Row], actor: Actor, now: datetime
) -> BadReviewView:
    """As its handler sees it."""
    names = set(BadReviewView.model_fields) & set(BadReview.__slots__) - {"clocks", "attempts"}
    return BadReviewView(
        **{name: getattr(bad, name) for name in names},
        matter_name=source["matter_name"], tags=source["tag_texts"], text=source["text"],
        follow_up=follow_up_view(source), channel=source["channel"], case_no=source["case_no"],
        writer=(source["writer_masked"] or None) if bad.is_handled_by(actor) else None,
        state_label=bad.state.label, light=bad.light(now),
        clocks=[_clock(one, now) for one in bad.clocks],
        attempts=[_attempt(one) for one in bad.attempts],
        steps=[BadReviewStepView(**row) for row in steps],
        appeal_id=bad.appeal.appeal_id if bad.appeal else None, allowed=bad.steps_for(actor),
    )  # fmt: skip


def _clock(one: Clock, now: datetime) -> ClockView:
    return ClockView(
        target=one.target, round=one.round, begun_at=one.begun_at, due_at=one.due_at,
        met_at=one.met_at, paused_at=one.paused_at, light=one.light(now),
    )  # fmt: skip


def _attempt(one: Attempt) -> AttemptView:
    return AttemptView(target=one.target, channel=one.channel, reached=one.reached, at=one.at)
