"""Figures as they are shown everywhere."""

from typing import Annotated

from pydantic import BaseModel, Field

from svc_feedback.domain.figures import FORMULA_VERSION, Figures
from svc_feedback.domain.intervals import Interval, per_ten_thousand
from svc_feedback.domain.levels import BEST_FIRST

Rate = Annotated[float | None, Field(ge=0, le=1, examples=[0.998])]


class LevelCountView(BaseModel):
    """How often a level was chosen."""

    level: int
    title: str
    count: int


class IntervalView(BaseModel):
    """Between which bounds a share lies (Wilson, 95 %)."""

    lower: float
    upper: float


class SummaryView(BaseModel):
    """Figures with the version of their formula; a rate without a denominator is null."""

    opportunities: int
    reviews: int = Field(description="有效的主动评价数 N")
    levels: list[LevelCountView]
    defaults: int = Field(description="到期默认评价数，不计入任何比率")
    imported: int = Field(description="其他渠道导入的评价数，不计入任何比率")
    invalid: int = Field(description="认定无效的评价数，不计入任何比率")
    satisfaction_strict: Rate = Field(description="满意率（非常满意、满意）")
    satisfaction_wide: Rate = Field(description="满意率（含基本满意）")
    satisfaction_interval: IntervalView | None = Field(description="满意率（含基本满意）的区间")
    mean_score: float | None = Field(ge=2, le=10, description="十分制平均分", examples=[9.86])
    active_rate: Rate = Field(description="主动评价率 = 已评价的评价机会数 / 评价机会数")
    bad_rate: Rate = Field(description="差评率 = 差评数 / 评价数")
    bad_per_10000: float | None = Field(description="每万条评价中的差评数", examples=[1.51])
    bad_per_10000_interval: IntervalView | None = Field(description="每万条差评数的区间")
    formula_version: str = Field(examples=[FORMULA_VERSION])


def summary_view(figures: Figures) -> SummaryView:
    """Figures, and everything that follows from them."""
    return SummaryView(
        opportunities=figures.opportunities,
        reviews=figures.reviews,
        levels=[
            LevelCountView(level=level, title=level.title, count=figures.levels[level])
            for level in BEST_FIRST
        ],
        defaults=figures.defaults,
        imported=figures.imported,
        invalid=figures.invalid,
        satisfaction_strict=figures.satisfaction_strict,
        satisfaction_wide=figures.satisfaction_wide,
        satisfaction_interval=_interval(figures.satisfaction_interval),
        mean_score=figures.mean_score,
        active_rate=figures.active_rate,
        bad_rate=figures.bad_rate,
        bad_per_10000=per_ten_thousand(figures.bad_rate),
        bad_per_10000_interval=_in_ten_thousand(figures.bad_interval),
        formula_version=FORMULA_VERSION,
    )


def _interval(found: Interval | None) -> IntervalView | None:
    return None if found is None else IntervalView(lower=found.lower, upper=found.upper)


def _in_ten_thousand(found: Interval | None) -> IntervalView | None:
    if found is None:
        return None
    lower, upper = (per_ten_thousand(bound) or 0.0 for bound in found)
    return IntervalView(lower=lower, upper=upper)
