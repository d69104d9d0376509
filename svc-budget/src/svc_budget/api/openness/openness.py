"""Routes of openness: the ranking, a unit's items, what is classified."""

from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_budget.api.openness.openness_views import (
    RankingView,
    ScoreView,
    Words,
    ranked_view,
    score_view,
)
from svc_budget.api.tools import Finance, Region, Tools, Year
from svc_budget.domain.units.units import UnitNotFound
from svc_budget.storage.units import units
from svc_budget.use_cases.openness.periods import of_region
from svc_budget.use_cases.openness.scoring import (
    OpennessItemUnknown,
    classify_item,
    score_unit,
    score_units,
)
from svc_budget.use_cases.units.whose import unit_acted_for

router = edge_router("openness", prefix="/api/v1/budget/openness")
UnitCode = Annotated[str, Path(max_length=40, pattern=r"^[^\x00-\x1f/]+$", examples=["430001"])]
BudgetYear = Annotated[int, Path(ge=1994, le=2200)]


class ClassifiedRequest(BaseModel):
    """What is secret, and on what basis."""

    item: str = Field(max_length=60, examples=["final-procurement"])
    basis: Words = Field(examples=["《保守国家秘密法》第十三条，密级鉴定〔2026〕3号"])


@router.get("", dependencies=[publicly(60), Fields])
async def rank_openness(
    work: Work, office: Tools, _: AnyCaller, region_code: Region, year: Year
) -> RankingView:
    """A region's departments by openness; every point is explained on the unit's own page."""
    some = await of_region(work, region_code)
    found = await score_units(work, office.formula, office.duties, some, year)
    return RankingView(
        region_code=region_code, year=year, formula=office.formula.version,
        items=[ranked_view(one) for one in found],
    )  # fmt: skip


@router.get(
    "/{unit_code}/{year}",
    dependencies=[publicly(60), Fields],
    responses=documented(UnitNotFound),
)
async def show_openness(
    work: Work, office: Tools, _: AnyCaller, unit_code: UnitCode, year: BudgetYear
) -> ScoreView:
    """A unit's score: every item, what was looked at in it, and why points are gone."""
    unit = await units.with_code(work, unit_code)
    if unit is None:
        raise UnitNotFound
    return score_view(await score_unit(work, office.formula, office.duties, unit, year))


@router.post(
    "/{unit_code}/{year}/classified",
    responses=documented(UnitNotFound, OpennessItemUnknown),
)
async def classify_openness_item(
    work: Work,
    office: Tools,
    caller: Finance,
    unit_code: UnitCode,
    year: BudgetYear,
    body: ClassifiedRequest,
) -> ScoreView:
    """State that an item is secret and not published, with the basis, which is public."""
    unit = await unit_acted_for(work, caller, unit_code)
    await classify_item(work, office.formula, unit, year, body.item, body.basis)
    return score_view(await score_unit(work, office.formula, office.duties, unit, year))
