"""Reviews: given once, shown to everybody without a name."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from shared.database import Row
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.moments import Moment
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_feedback.api.follow_ups import FollowUpView, follow_up_view
from svc_feedback.api.reading import MatterCode, Secrecy, Source, Token, Words
from svc_feedback.api.tags import TagView
from svc_feedback.domain.circumstances import Circumstances
from svc_feedback.domain.levels import Level
from svc_feedback.domain.opportunities import AlreadyReviewed, OpportunityNotFound
from svc_feedback.domain.reviews import (
    AlreadyFollowedUp,
    Answer,
    Channel,
    NotReviewedYet,
    ReviewNotFound,
)
from svc_feedback.domain.tags import TagNotOfLevel, TagsNotLoaded
from svc_feedback.use_cases import reviews

router = edge_router("reviews", prefix="/api/v1/reviews")
NAMELESS = (
    "您尚未登录，这条评价已按匿名受理，不会回访；希望得到回访的，请拨打12345热线说明，"
    "下次评价前先登录。"
)
LONGEST_DWELL_MS = 86_400_000
LevelNumber = Annotated[int, Field(strict=True, ge=1, le=5, examples=[5])]
Tags = Annotated[
    list[Annotated[int, Field(strict=True, ge=100, le=599)]],
    Field(max_length=16, description="所选等级的标签编码", examples=[[510, 517]]),
]


class ReviewRequest(BaseModel):
    """A person's own choice: no level is given beforehand."""

    model_config = ConfigDict(extra="forbid")

    token: Token
    submission_id: UUID = Field(description="每次评价生成一个；重试时保持不变")
    level: LevelNumber
    tags: Tags = []
    text: Words = Field(default="", examples=["一次就办好了，窗口很热情。"])
    anonymous: bool = Field(
        default=True, description="匿名评价；实名评价会得到回访，窗口评价须先登录"
    )
    channel: Channel = "web"
    dwell_ms: int | None = Field(
        default=None, strict=True, ge=0, le=LONGEST_DWELL_MS, description="作答用时（毫秒）"
    )
    website: Words = Field(default="", description="页面上不可见的字段，请勿填写")

    def answer(self) -> Answer:
        """As the domain takes it."""
        return Answer(
            self.submission_id, Level(self.level), tuple(self.tags), self.text or None,
            self.anonymous, self.channel,
        )  # fmt: skip


class FollowUpRequest(BaseModel):
    """Words added to one's review; its level stays."""

    model_config = ConfigDict(extra="forbid")

    token: Token
    submission_id: UUID
    text: Words = Field(min_length=1, examples=["第二天又打电话来问进展，谢谢。"])


class ReviewView(BaseModel):
    """A review as anybody may see it: never a name, personal data in its words masked."""

    review_id: UUID
    matter_code: str
    level: int
    level_title: str = Field(examples=["非常满意"])
    tags: list[TagView]
    text: str | None
    anonymous: bool
    valid: bool = Field(description="false：经裁定无效，不计入各项比率")
    submitted_at: Moment
    follow_up: FollowUpView | None


class TakenReviewView(ReviewView):
    """The same to who gave it, with whether somebody will ask again."""

    named: bool = Field(description="true：实名受理，差评会得到回访")
    advice: str | None = Field(default=None, examples=[NAMELESS])


@router.post(
    "",
    status_code=201,
    responses=documented(OpportunityNotFound, AlreadyReviewed, TagNotOfLevel, TagsNotLoaded),
)
async def submit_review(
    request: ReviewRequest,
    work: Work,
    caller: AnyCaller,
    secrecy: Secrecy,
    source: Source,
) -> TakenReviewView:
    """Review a case or visit, once; the same submission sent again gets the same answer.

    By name is only who can be asked again: where nobody has logged in, the review of a visit is
    taken as an anonymous one, and the answer says so.
    """
    circumstances = Circumstances(
        source, caller.device_id, caller.staff_no, request.dwell_ms, bool(request.website)
    )
    row = await reviews.submit_review(
        work, caller, request.token, request.answer(), circumstances, secrecy
    )
    named = not row["anonymous"]
    advice = None if named or request.anonymous else NAMELESS
    return TakenReviewView(**dict(_view(row)), named=named, advice=advice)


@router.post(
    "/follow-ups",
    status_code=201,
    responses=documented(OpportunityNotFound, NotReviewedYet, AlreadyFollowedUp),
)
async def follow_up_review(
    request: FollowUpRequest, work: Work, caller: AnyCaller, secrecy: Secrecy
) -> ReviewView:
    """Add words to your review (追评), once."""
    row = await reviews.follow_up_review(
        work, caller, request.token, request.submission_id, request.text, secrecy
    )
    return _view(row)


@router.get("", dependencies=[Fields, publicly(30)], responses=documented(CursorInvalid))
async def list_reviews(
    request: Request,
    response: Response,
    work: Work,
    _: AnyCaller,
    page: Paging,
    matter: MatterCode,
    level: Annotated[int | None, Query(ge=1, le=5)] = None,
) -> Page[ReviewView]:
    """A matter's reviews, newest first, without names."""
    rows, total = await reviews.list_reviews(work, matter, level, page)
    found = page_of(rows, page, ("review_id",), total)
    link_next(request, response, found)
    return Page[ReviewView].model_validate({**found, "items": [_view(r) for r in found["items"]]})


@router.get(
    "/{review_id}", dependencies=[Fields, publicly(30)], responses=documented(ReviewNotFound)
)
async def show_review(review_id: UUID, work: Work, _: AnyCaller) -> ReviewView:
    """One review as anybody may see it."""
    return _view(await reviews.show_review(work, review_id))


def _view(row: Mapping[str, Any] | Row) -> ReviewView:
    return ReviewView(
        review_id=row["review_id"],
        matter_code=row["matter_code"],
        level=row["level"],
        level_title=Level(row["level"]).title,
        tags=[TagView(**tag) for tag in row["tags"]],
        text=row["text"],
        anonymous=row["anonymous"],
        valid=row["valid"],
        submitted_at=row["submitted_at"],
        follow_up=follow_up_view(row),
    )
