"""Routes of budget units: which there are, and what is public of them."""

from typing import Annotated, Any

from fastapi import Path, Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_budget.api.tools import REGION_PATTERN, Tools
from svc_budget.api.units.unit_views import (
    BudgetUnitView,
    BudgetUnitWholeView,
    BudgetUnitYearView,
    PublishedVersionsView,
    version_view,
    whole_view,
    year_view,
)
from svc_budget.domain.templates.templates import Book
from svc_budget.domain.units.units import UnitNotFound
from svc_budget.storage.units import units
from svc_budget.use_cases.units import published
from svc_budget.use_cases.units.published import BudgetSnapshotNotFound

router = edge_router("units", prefix="/api/v1/budget/units")
Code = Annotated[str, Path(max_length=40, description="预算单位编码")]
OfYear = Annotated[int, Path(ge=1994, le=2200)]
Snapshot = Annotated[
    int | None, Query(ge=0, le=2**62, description="公开序号；不写为最新", examples=[12])
]


@router.get("", response_model=Page[BudgetUnitView], dependencies=[publicly(300), Fields])
async def list_units(
    work: Work,
    _: AnyCaller,
    page: Paging,
    request: Request,
    response: Response,
    region_code: Annotated[str | None, Query(pattern=REGION_PATTERN)] = None,
    level: Annotated[str | None, Query(pattern="^[省市县]$", description="省、市、县")] = None,
    q: Annotated[str | None, Query(max_length=40, description="名称中的字，或编码的开头")] = None,
    parent_code: Annotated[str | None, Query(max_length=40, description="主管部门")] = None,
) -> Any:
    """Budget units in the order of their codes."""
    wanted = (region_code, level, q, parent_code)
    (after,) = page.after_of(str)
    rows = await units.listed(work, wanted, after, page.fetch)
    total = await units.counted(work, wanted) if page.count else None
    listed = page_of([dict(row) for row in rows], page, ("code",), total)
    link_next(request, response, listed)
    return listed


@router.get("/{code}", dependencies=[publicly(300), Fields], responses=documented(UnitNotFound))
async def get_unit(work: Work, _: AnyCaller, code: Code) -> BudgetUnitWholeView:
    """A unit and the years something is public of."""
    unit, years = await published.show_unit(work, code)
    return whole_view(unit, unit.kind, years)


@router.get(
    "/{code}/years/{year}",
    dependencies=[publicly(60), Fields],
    responses=documented(UnitNotFound, BudgetSnapshotNotFound),
)
async def get_unit_year(
    work: Work, office: Tools, _: AnyCaller, code: Code, year: OfYear, snapshot: Snapshot = None
) -> BudgetUnitYearView:
    """What is public of a year: books, tables, versions, and what is missing."""
    found = await published.show_unit_year(work, code, year, snapshot)
    return year_view(found, office.templates)


@router.get(
    "/{code}/years/{year}/versions",
    dependencies=[publicly(60), Fields],
    responses=documented(UnitNotFound),
)
async def list_unit_versions(
    work: Work,
    _: AnyCaller,
    code: Code,
    year: OfYear,
    book: Annotated[Book, Query(description="哪一种预决算", examples=["final"])],
) -> PublishedVersionsView:
    """Every version that is or was public, the newest first, with what was said of warnings."""
    found = await published.show_versions(work, code, year, book)
    return PublishedVersionsView(items=[version_view(one) for one in found])
