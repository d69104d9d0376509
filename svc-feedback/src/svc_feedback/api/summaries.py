"""The public figures of a matter or an organ."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, publicly
from shared.refusals import FieldError, Invalid
from svc_feedback.api.reading import CODE
from svc_feedback.domain.figures import FORMULA_VERSION, Figures
from svc_feedback.domain.levels import BEST_FIRST
from svc_feedback.use_cases import summaries

router = edge_router("reviews", prefix="/api/v1/reviews")
Rate = Annotated[float | None, Field(ge=0, le=1, examples=[0.998])]


class SummaryAboutOneThing(Invalid):
    """汇总只能按一个事项或一个部门查询。"""

    advice = "请在 matter（事项编码）和 organ（部门编号）中给出且只给出一个。"


class LevelCountView(BaseModel):
    """How often a level was chosen."""

    level: int
    title: str
    count: int


class SummaryView(BaseModel):
    """Figures with the version of their formula; a rate without a denominator is null."""

    opportunities: int
    reviews: int
    levels: list[LevelCountView]
    satisfaction_strict: Rate = Field(description="满意率（非常满意、满意）")
    satisfaction_wide: Rate = Field(description="满意率（含基本满意）")
    mean_score: float | None = Field(ge=2, le=10, description="十分制平均分", examples=[9.86])
    active_rate: Rate = Field(description="主动评价率 = 评价数 / 评价机会数")
    bad_rate: Rate = Field(description="差评率 = 差评数 / 评价数")
    formula_version: str = Field(examples=[FORMULA_VERSION])


@router.get(
    "/summary", dependencies=[Fields, publicly(30)], responses=documented(SummaryAboutOneThing)
)
async def summarise_reviews(
    work: Work,
    _: AnyCaller,
    matter: Annotated[str | None, Query(pattern=CODE, examples=["HC-YJS-0001"])] = None,
    organ: Annotated[UUID | None, Query(description="部门编号")] = None,
) -> SummaryView:
    """The figures of one matter, or of one organ over all cases it had a part in."""
    if matter is not None and organ is None:
        return _view(await summaries.summarise_matter(work, matter))
    if organ is not None and matter is None:
        return _view(await summaries.summarise_organ(work, organ))
    raise SummaryAboutOneThing(errors=[FieldError("query:matter", "one_of", "与 organ 二选一。")])


def _view(figures: Figures) -> SummaryView:
    return SummaryView(
        opportunities=figures.opportunities,
        reviews=figures.reviews,
        levels=[
            LevelCountView(level=level, title=level.title, count=figures.levels[level])
            for level in BEST_FIRST
        ],
        satisfaction_strict=figures.satisfaction_strict,
        satisfaction_wide=figures.satisfaction_wide,
        mean_score=figures.mean_score,
        active_rate=figures.active_rate,
        bad_rate=figures.bad_rate,
        formula_version=FORMULA_VERSION,
    )
