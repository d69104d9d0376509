"""Routes of how bad reviews were dealt with."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_feedback.api.figure_views import Rate
from svc_feedback.api.reading import FirstDay, LastDay, RegionCode
from svc_feedback.domain.periods import Period, PeriodReversed
from svc_feedback.domain.statistics.handling import FORMULA_VERSION, Handling
from svc_feedback.use_cases.statistics import handling

router = edge_router("feedback-stats", prefix="/api/v1/feedback-stats")


class HandlingView(BaseModel):
    """Bad reviews given in a period and what became of them; no denominator, no rate."""

    bad: int = Field(description="有效差评数（含热线转来的），申诉成立和认定无效的不计")
    rectified: int = Field(description="其中已办结数")
    closed_in_time: int = Field(description="已办结中按时整改的")
    overdue_open: int = Field(description="未办结中整改已超期的")
    closed_named: int = Field(description="已办结中的实名差评数")
    revisited_named: int = Field(description="其中已回访，或按规定多次联系未果的")
    appeals_decided: int = Field(description="已裁定的申诉数")
    appeals_upheld: int = Field(description="其中成立的")
    rectified_rate: Rate = Field(description="整改率 = 已办结数 / 有效差评数")
    in_time_rate: Rate = Field(description="按时整改率 = 按时整改数 /（已办结数 + 超期未办结数）")
    revisit_rate: Rate = Field(description="回访率 = 已回访的实名差评数 / 已办结的实名差评数")
    upheld_rate: Rate = Field(description="申诉成立率 = 成立数 / 已裁定数")
    formula_version: str = Field(examples=[FORMULA_VERSION])


def handling_view(counted: Handling) -> HandlingView:
    """Counts and rates with the version of their formula."""
    known = [name for name in HandlingView.model_fields if name != "formula_version"]
    return HandlingView(
        **{name: getattr(counted, name) for name in known}, formula_version=FORMULA_VERSION
    )


@router.get("/handling", dependencies=[Fields, publicly(60)], responses=documented(PeriodReversed))
async def summarise_handling(
    work: Work,
    _: AnyCaller,
    region: RegionCode = "",
    organ: Annotated[UUID | None, Query(description="承办部门编号")] = None,
    first: FirstDay = None,
    last: LastDay = None,
) -> HandlingView:
    """How the bad reviews given in a period were dealt with, by a region's organs or one."""
    period = Period.between(first, last)
    return handling_view(await handling.summarise_handling(work, region, organ, period))
