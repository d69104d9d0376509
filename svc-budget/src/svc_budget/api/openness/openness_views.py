"""What people see of periods and scores."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from shared.moments import Moment
from svc_budget.domain.clocks.duties import Light
from svc_budget.domain.openness.items import CHECK_NAMES
from svc_budget.domain.openness.scores import ItemResult, ItemState, Score
from svc_budget.domain.templates.templates import BOOK_NAMES, Book
from svc_budget.use_cases.openness.periods import BookStanding
from svc_budget.use_cases.openness.scoring import Scored

Words = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f]+$")]
STATES = {
    ItemState.OPEN: "已公开", ItemState.MISSING: "未公开", ItemState.NONE_STATED: "无此项",
    ItemState.CLASSIFIED: "涉密不公开", ItemState.NOT_DUE: "未到期",
}  # fmt: skip


class BookStandingView(BaseModel):
    """A book and its period by law."""

    unit_code: str
    unit_name: str
    book: Book
    book_name: str
    duty: str
    article: str = Field(description="依据的条款")
    began_on: date | None = Field(description="批准或批复之日；空为尚未录入")
    due_on: date | None
    published_at: Moment | None
    light: Light
    days_late: int


class TimelinessView(BaseModel):
    """A region's year."""

    region_code: str
    year: int
    items: list[BookStandingView]


class PeriodRequest(BaseModel):
    """What a period is counted from."""

    began_on: date
    reference: Words = Field(examples=["鹤城区第六届人民代表大会第五次会议决议"])


class PeriodView(PeriodRequest):
    """A period that began."""

    version: int


class CheckView(BaseModel):
    """What was looked at, and why points are gone."""

    check: str
    title: str
    share: int
    percent: int
    reason: str


class ItemView(BaseModel):
    """An item of the score."""

    item: str
    title: str
    book: Book
    state: ItemState
    state_title: str
    points: str
    out_of: str
    checks: list[CheckView]
    basis: str = Field(description="涉密不公开的依据")


class ScoreView(BaseModel):
    """A score with everything it comes from."""

    formula: str = Field(description="计分办法的版本")
    score: str | None = Field(description="百分制；还没有到期的事项时为空")
    items: list[ItemView]


class RankedView(BaseModel):
    """A unit in the ranking."""

    place: int | None
    unit_code: str
    unit_name: str
    score: str | None
    states: dict[str, int] = Field(description="各种状态的事项数")


class RankingView(BaseModel):
    """A region's departments by openness; equal scores share a place."""

    region_code: str
    year: int
    formula: str
    items: list[RankedView]


def _hundredths(value: int | None) -> str | None:
    return None if value is None else f"{value // 100}.{value % 100:02d}"


def standing_view(one: BookStanding) -> BookStandingView:
    """A book's period as people see it."""
    return BookStandingView(
        unit_code=one.unit.code, unit_name=one.unit.name, book=one.book,
        book_name=BOOK_NAMES[one.book], duty=one.duty.title, article=one.duty.article,
        began_on=one.began_on, due_on=one.standing.due_on, published_at=one.published_at,
        light=one.standing.light, days_late=one.standing.days_late,
    )  # fmt: skip


def score_view(found: Score) -> ScoreView:
    """A score as people see it."""
    return ScoreView(
        formula=found.version, score=_hundredths(found.hundredths),
        items=[_item_view(one) for one in found.items],
    )  # fmt: skip


def ranked_view(one: Scored) -> RankedView:
    """A unit of the ranking as people see it."""
    states: dict[str, int] = {}
    for item in one.score.items:
        states[item.state.value] = states.get(item.state.value, 0) + 1
    return RankedView(
        place=one.place, unit_code=one.unit.code, unit_name=one.unit.name,
        score=_hundredths(one.score.hundredths), states=states,
    )  # fmt: skip


def _item_view(one: ItemResult) -> ItemView:
    return ItemView(
        item=one.item.key, title=one.item.title, book=one.item.book, state=one.state,
        state_title=STATES[one.state], points=_hundredths(one.points) or "",
        out_of=_hundredths(one.out_of) or "", basis=one.basis,
        checks=[
            CheckView(
                check=check.check.value, title=CHECK_NAMES[check.check], share=check.share,
                percent=check.percent, reason=check.reason,
            )
            for check in one.checks
        ],
    )  # fmt: skip
