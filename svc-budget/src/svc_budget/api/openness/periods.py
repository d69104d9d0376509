"""Routes of the Budget Law's periods: what they are counted from, how every book stands."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Path, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, IfMatch, etag, publicly
from shared.refusals import PreconditionMissing, Stale
from svc_budget.api.openness.openness_views import (
    PeriodRequest,
    PeriodView,
    TimelinessView,
    standing_view,
)
from svc_budget.api.tools import Finance, Region, Tools, Year
from svc_budget.domain.clocks.duties import Anchor
from svc_budget.domain.execution.reports import NotTheFinanceDepartment
from svc_budget.storage.openness.anchors import Began
from svc_budget.use_cases.finance_departments import region_of_finance
from svc_budget.use_cases.openness.periods import (
    PeriodNotFound,
    begin_period,
    of_region,
    standings,
)

router = edge_router("openness", prefix="/api/v1/budget")
NOBODY = UUID(int=0)
About = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,40}$", description="地区或预算单位的编码")]
BudgetYear = Annotated[int, Path(ge=1994, le=2200)]


@dataclass(frozen=True, slots=True)
class PeriodPath:
    """Which period: of an approval by region, of a reply by unit."""

    anchor: Literal["approval", "reply"]
    about: About
    year: BudgetYear
    stage: Literal["budget", "final"]

    def began(self, body: PeriodRequest) -> Began:
        """As it is entered."""
        return Began(
            NOBODY, Anchor(self.anchor), self.about, self.year, self.stage, body.began_on,
            body.reference, 0,
        )  # fmt: skip


@router.get("/timeliness", dependencies=[publicly(60), Fields])
async def show_timeliness(
    work: Work, office: Tools, _: AnyCaller, region_code: Region, year: Year
) -> TimelinessView:
    """Every book of a region's year: due when by which article, published when, how late."""
    some = await of_region(work, region_code)
    found = await standings(work, office.duties, some, year)
    return TimelinessView(
        region_code=region_code, year=year, items=[standing_view(one) for one in found]
    )


@router.put(
    "/periods/{anchor}/{about}/{year}/{stage}",
    responses=documented(PeriodNotFound, NotTheFinanceDepartment, Stale, PreconditionMissing),
)
async def begin_disclosure_period(
    work: Work,
    caller: Finance,
    period: Annotated[PeriodPath, Depends()],
    body: PeriodRequest,
    if_match: IfMatch,
    response: Response,
) -> PeriodView:
    """Enter an approval of your region or a reply to one of its units (`If-Match: "0"`)."""
    region = await region_of_finance(work, caller)
    version = await begin_period(work, region, period.began(body), if_match)
    response.headers["ETag"] = etag(version)
    return PeriodView(began_on=body.began_on, reference=body.reference, version=version)
