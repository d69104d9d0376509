"""Routes of those who judge what is doubted, and hide what the public need not read."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from shared.database import Row
from shared.edge import Work, edge_router
from shared.identity import Caller, role
from shared.moments import Moment
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_feedback.api.texts import up_to
from svc_feedback.domain.bad_reviews.reasons import AppealUndecided
from svc_feedback.domain.judging.doubts import Doubt
from svc_feedback.domain.judging.reasons import (
    JudgedAlready,
    JudgedReviewNotFound,
    JudgeIsReviewed,
    ReviewNotDoubted,
)
from svc_feedback.domain.levels import Level
from svc_feedback.use_cases.judging import judging

router = edge_router("reviews", prefix="/api/v1/reviews")
Overseer = Annotated[Caller, Depends(role("supervisor"))]
Moderator = Annotated[Caller, Depends(role("editor", "supervisor"))]
Reason = Annotated[str, up_to(500, 4)]


class JudgementRequest(BaseModel):
    """Whether a doubted review is in order, and why."""

    model_config = ConfigDict(extra="forbid")

    valid: bool = Field(description="true：确认有效；false：认定无效，不再计入各项比率")
    reason: Reason = Field(examples=["经核对叫号记录，本次办事真实，评价有效。"])


class ModerationRequest(BaseModel):
    """Whether the public may read a review, and why not."""

    model_config = ConfigDict(extra="forbid")

    hidden: bool = Field(description="true：不再对外展示；统计和办理人员不受影响")
    reason: Reason = Field(examples=["内容含有辱骂他人的语句。"])


class DoubtView(BaseModel):
    """Why a person should look."""

    reason: Doubt
    title: str = Field(examples=[Doubt.TOO_FAST.caption])
    detail: str


class FlaggedReviewView(BaseModel):
    """A doubted review; never who wrote it."""

    review_id: UUID
    matter_code: str
    matter_name: str
    level: int
    level_title: str
    text: str | None
    channel: str
    window_id: str
    submitted_at: Moment
    doubts: list[DoubtView]
    valid: bool | None = Field(description="裁定结果；null 为尚未裁定")
    judged_because: str | None
    judged_at: Moment | None


@router.get("/flagged", dependencies=[Fields], responses=documented(CursorInvalid))
async def list_flagged_reviews(
    request: Request,
    response: Response,
    work: Work,
    caller: Overseer,
    page: Paging,
    judged: bool = False,  # noqa: FBT001, FBT002 - a filter of the address
) -> Page[FlaggedReviewView]:
    """Your region's doubted reviews, newest first: those to judge, or those judged."""
    rows, total = await judging.list_flagged_reviews(work, caller, page, judged=judged)
    found = page_of([_view(row) for row in rows], page, ("review_id",), total)
    link_next(request, response, found)
    return Page[FlaggedReviewView].model_validate(found)


@router.post(
    "/{review_id}/judgement",
    status_code=204,
    responses=documented(
        JudgedReviewNotFound, JudgeIsReviewed, ReviewNotDoubted, JudgedAlready, AppealUndecided
    ),
)
async def judge_review(
    work: Work, caller: Overseer, review_id: UUID, body: JudgementRequest
) -> None:
    """Say, once, whether a doubted review is in order; an invalid one leaves every rate."""
    await judging.judge_review(work, caller, review_id, body.reason, valid=body.valid)


@router.post("/{review_id}/moderation", status_code=204, responses=documented(JudgedReviewNotFound))
async def moderate_review(
    work: Work, caller: Moderator, review_id: UUID, body: ModerationRequest
) -> None:
    """Hide a review from the public, or show it again; figures and handlers keep it."""
    await judging.moderate_review(work, caller, review_id, body.reason, hidden=body.hidden)


def _view(row: Row) -> dict[str, Any]:
    doubts = [each | {"title": Doubt(each["reason"]).caption} for each in row["doubts"]]
    return dict(row) | {"level_title": Level(row["level"]).title, "doubts": doubts}
