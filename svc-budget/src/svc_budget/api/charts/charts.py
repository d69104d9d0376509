"""Routes of charts: one for each kind, every one with its table and its CSV."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_budget.api.charts.chart_views import CSV_ANSWER, ChartView, FormOf, answered
from svc_budget.api.facts.asked import Asked
from svc_budget.api.tools import REGION_PATTERN, Region, Tools, Year
from svc_budget.domain.charts.charts import Chart, ChartKind, ChartUnsound, NothingToDraw, wrong
from svc_budget.domain.execution.series import Side
from svc_budget.domain.facts.questions import FactsTooBroad, FactsUnsound, Group, Level
from svc_budget.domain.funds.funds import FundNotFound
from svc_budget.domain.templates.templates import Book
from svc_budget.use_cases.charts import drawing
from svc_budget.use_cases.charts.drawing import OnMap
from svc_budget.use_cases.office import Office

router = edge_router("charts", prefix="/api/v1/budget/charts")
OF_FACTS = documented(NothingToDraw, ChartUnsound, FactsUnsound, FactsTooBroad)
SomeRegion = Annotated[str | None, Query(pattern=REGION_PATTERN, examples=["431202"])]
SomeUnit = Annotated[str | None, Query(max_length=40, description="预算单位编码")]


def _answer(chart: Chart, form: str, request: Request) -> Any:
    url = request.url.include_query_params(format="csv")
    return answered(chart, form, f"{url.path}?{url.query}")


def _asked(
    office: Office, book: Book, years: list[int], region: str | None, unit: str | None,
    *group_by: Group, table: str = "",
) -> drawing.Asked:  # fmt: skip
    meant = Asked(book=book, year=years or None, region_code=region, unit=unit, table=table)
    chosen = meant.chosen(office.templates)
    return meant.question(chosen, group_by, Level.ITEM), chosen


@router.get(
    "/treemap", response_model=ChartView, dependencies=[publicly(60), Fields],
    responses={**OF_FACTS, **CSV_ANSWER},
)  # fmt: skip
async def draw_treemap(
    work: Work,
    office: Tools,
    _: AnyCaller,
    request: Request,
    year: Year,
    region_code: SomeRegion = None,
    unit: SomeUnit = None,
    form: FormOf = "json",
) -> Any:
    """Final spending of a year by 类, 款 and 项, as areas."""
    asked = _asked(office, Book.FINAL, [year], region_code, unit, Group.CODE)
    chart = await drawing.draw_tree(work, ChartKind.TREEMAP, asked, office.codes, 3, 12)
    return _answer(chart, form, request)


@router.get(
    "/sunburst", response_model=ChartView, dependencies=[publicly(60), Fields],
    responses={**OF_FACTS, **CSV_ANSWER},
)  # fmt: skip
async def draw_sunburst(
    work: Work,
    office: Tools,
    _: AnyCaller,
    request: Request,
    year: Year,
    region_code: SomeRegion = None,
    unit: SomeUnit = None,
    form: FormOf = "json",
) -> Any:
    """Final spending of a year by 类 and 款, as rings."""
    asked = _asked(office, Book.FINAL, [year], region_code, unit, Group.CODE)
    chart = await drawing.draw_tree(work, ChartKind.SUNBURST, asked, office.codes, 2, 10)
    return _answer(chart, form, request)


@router.get(
    "/sankey", response_model=ChartView, dependencies=[publicly(60), Fields],
    responses={**documented(NothingToDraw, FundNotFound), **CSV_ANSWER},
)  # fmt: skip
async def draw_sankey(
    work: Work,
    _: AnyCaller,
    request: Request,
    fund_id: UUID,
    year: Year,
    top: Annotated[int, Query(ge=1, le=50, description="每一级最多单列几个")] = 10,
    form: FormOf = "json",
) -> Any:
    """Where a fund's money of a year goes."""
    return _answer(await drawing.draw_flow(work, fund_id, year, top), form, request)


@router.get(
    "/lines", response_model=ChartView, dependencies=[publicly(60), Fields],
    responses={**OF_FACTS, **CSV_ANSWER},
)  # fmt: skip
async def draw_lines(
    work: Work,
    office: Tools,
    _: AnyCaller,
    request: Request,
    region_code: SomeRegion = None,
    unit: SomeUnit = None,
    prices_of: Annotated[
        int | None, Query(ge=1994, le=2200, description="同时折算为这一年的价格")
    ] = None,
    form: FormOf = "json",
) -> Any:
    """Budget and final account over all years."""
    if prices_of is not None and prices_of not in office.indices.prices:
        years = "、".join(map(str, sorted(office.indices.prices)))
        raise wrong("prices_of", "no_index", f"没有这一年的价格指数；可选：{years}。")
    books = {
        book: _asked(office, book, [], region_code, unit, Group.YEAR)
        for book in (Book.BUDGET, Book.FINAL)
    }
    chart = await drawing.draw_years(work, books, office.indices, prices_of)
    return _answer(chart, form, request)


@router.get(
    "/pace", response_model=ChartView, dependencies=[publicly(60), Fields],
    responses={**documented(NothingToDraw), **CSV_ANSWER},
)  # fmt: skip
async def draw_pace(
    work: Work,
    _: AnyCaller,
    request: Request,
    region_code: Region,
    year: Year,
    key: Annotated[str, Query(max_length=100, description="科目编码或名称", examples=["205"])],
    side: Side = "支出",
    form: FormOf = "json",
) -> Any:
    """A line of monthly execution against 序时进度."""
    chart = await drawing.draw_months(work, region_code, year, side, key)
    return _answer(chart, form, request)


@router.get(
    "/stack", response_model=ChartView, dependencies=[publicly(60), Fields],
    responses={**OF_FACTS, **CSV_ANSWER},
)  # fmt: skip
async def draw_stack(
    work: Work,
    office: Tools,
    _: AnyCaller,
    request: Request,
    region_code: SomeRegion = None,
    unit: SomeUnit = None,
    form: FormOf = "json",
) -> Any:
    """“三公”经费 of final accounts over all years, part on part."""
    groups = (Group.YEAR, Group.COLUMN)
    asked = _asked(office, Book.FINAL, [], region_code, unit, *groups, table="T7")
    return _answer(await drawing.draw_three_public(work, asked), form, request)


@dataclass(frozen=True, slots=True)
class MapQuery:
    """What is drawn of which regions."""

    region_code: Region
    year: Year
    book: Annotated[Book, Query(description="budget 预算、final 决算")] = Book.FINAL
    per_head: Annotated[bool, Query(description="按常住人口计算人均")] = False
    bars: Annotated[bool, Query(description="没有地图时画成条形图")] = False


@router.get(
    "/map", response_model=ChartView, dependencies=[publicly(60), Fields],
    responses={**OF_FACTS, **CSV_ANSWER},
)  # fmt: skip
async def draw_map(
    work: Work,
    office: Tools,
    _: AnyCaller,
    request: Request,
    wanted: Annotated[MapQuery, Depends()],
    form: FormOf = "json",
) -> Any:
    """The regions below one by what they spent; the map's geometry is the client's.

    Features are joined by a property `code`, and the map is registered under the region's code.
    """
    asked = _asked(office, wanted.book, [wanted.year], None, None, Group.REGION)
    drawn = OnMap(wanted.region_code, wanted.per_head, wanted.bars)
    return _answer(await drawing.draw_regions(work, asked, office.indices, drawn), form, request)


@router.get(
    "/matrix", response_model=ChartView, dependencies=[publicly(60), Fields],
    responses={**documented(NothingToDraw), **CSV_ANSWER},
)  # fmt: skip
async def draw_matrix(
    work: Work,
    office: Tools,
    _: AnyCaller,
    request: Request,
    region_code: Region,
    year: Year,
    form: FormOf = "json",
) -> Any:
    """Units against the items of openness."""
    chart = await drawing.draw_openness(work, office, region_code, year)
    return _answer(chart, form, request)
