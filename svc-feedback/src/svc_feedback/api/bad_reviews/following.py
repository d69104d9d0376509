"""Routes for who wrote a bad review: how it stands, the reply, and whether they are content."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller, LoggedIn
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from shared.refusals import Unauthenticated
from shared.work_calendar import CalendarMissing
from svc_feedback.api.bad_reviews.own_views import (
    FollowedReviewView,
    OwnReviewView,
    followed_view,
    own_view,
)
from svc_feedback.api.reading import Secrecy, Token, Words
from svc_feedback.api.tools import Tools
from svc_feedback.domain.bad_reviews.reasons import (
    ReviewNotHandled,
    RevisitByHandler,
    RevisitNotAsked,
    RevisitOver,
)
from svc_feedback.domain.opportunities import OpportunityNotFound
from svc_feedback.use_cases.bad_reviews import following

router = edge_router("reviews", prefix="/api/v1/reviews")


class RevisitAnswerRequest(BaseModel):
    """Whether the writer is content with the reply, in a word of their own."""

    model_config = ConfigDict(extra="forbid")

    token: Token
    submission_id: UUID = Field(description="每次说明生成一个；重试时保持不变")
    satisfied: bool = Field(description="对处理结果是否满意")
    text: Words = Field(default="", examples=["已经按新的时限办好了。"])


@router.get(
    "/own", dependencies=[Fields], response_model=Page[OwnReviewView],
    responses=documented(Unauthenticated, CursorInvalid),
)  # fmt: skip
async def list_own_reviews(
    request: Request, response: Response, work: Work, caller: LoggedIn, page: Paging,
    secrecy: Secrecy,
) -> dict[str, Any]:  # fmt: skip
    """Your own reviews, newest first; those to be put right say how they stand."""
    rows, total = await following.list_own_reviews(work, caller.subject_id, page)
    found = page_of([own_view(row, secrecy) for row in rows], page, ("review_id",), total)
    link_next(request, response, found)
    return found


@router.get(
    "/opportunities/{token}/handling", dependencies=[Fields],
    responses=documented(OpportunityNotFound, ReviewNotHandled),
)  # fmt: skip
async def follow_review(
    work: Work, caller: AnyCaller,
    token: Annotated[str, Path(description="评价时使用的令牌")],
) -> FollowedReviewView:  # fmt: skip
    """How your bad review is dealt with: where it stands, the reply, and what changed."""
    return followed_view(await following.follow_review(work, caller, token))


@router.post(
    "/revisits", status_code=201,
    responses=documented(
        OpportunityNotFound, ReviewNotHandled, RevisitNotAsked, RevisitOver, RevisitByHandler,
        CalendarMissing,
    ),
)  # fmt: skip
async def answer_revisit(
    work: Work, tools: Tools, caller: AnyCaller, body: RevisitAnswerRequest
) -> FollowedReviewView:
    """Say whether you are content with the reply: if not, it is put right once more."""
    said = (body.token, body.submission_id, body.text)
    return followed_view(
        await following.answer_revisit(work, tools, caller, *said, satisfied=body.satisfied)
    )
