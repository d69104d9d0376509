"""Draw charts of facts, funds, months and openness."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.database import UnitOfWork
from svc_budget.domain.allocations.labels import label_of
from svc_budget.domain.allocations.nodes import NodeKey
from svc_budget.domain.charts.charts import Chart, ChartKind, NothingToDraw
from svc_budget.domain.charts.constant_prices import Indices
from svc_budget.domain.charts.flows import flow_chart
from svc_budget.domain.charts.matrices import matrix_chart
from svc_budget.domain.charts.places import Place, bars_chart, map_chart
from svc_budget.domain.charts.series import Series, lines_chart, pace_chart, stack_chart
from svc_budget.domain.charts.trees import tree_chart
from svc_budget.domain.codes.codes import CodeKind, CodeLists
from svc_budget.domain.execution.series import Side
from svc_budget.domain.facts.choosing import Chosen
from svc_budget.domain.facts.questions import Question
from svc_budget.domain.templates.templates import BOOK_NAMES, Book
from svc_budget.storage.units import units
from svc_budget.use_cases.allocations.following import show_flow
from svc_budget.use_cases.execution.reports import show_series
from svc_budget.use_cases.facts.summing import sum_facts
from svc_budget.use_cases.funds.whose import known
from svc_budget.use_cases.office import Office
from svc_budget.use_cases.openness.periods import of_region
from svc_budget.use_cases.openness.scoring import score_units

Asked = tuple[Question, Chosen]
THREE_PUBLIC = {
    "决算数.因公出国（境）费": "因公出国（境）费", "决算数.公务用车购置费": "公务用车购置费",
    "决算数.公务用车运行费": "公务用车运行费", "决算数.公务接待费": "公务接待费",
}  # fmt: skip


async def draw_tree(
    work: UnitOfWork, kind: ChartKind, asked: Asked, lists: CodeLists, depth: int, most: int
) -> Chart:
    """Spending by 类, 款 and 项. Refused with NothingToDraw, or as `sum_facts` refuses."""
    question, chosen = asked
    found = await sum_facts(work, question, chosen)
    leaves = [(row["code"], row["amount"]) for row in found.rows]
    (year,) = question.years
    title = f"{await subject(work, question)}{year}年{_book(question.book)}支出构成"

    def name_of(code: str) -> str:
        return lists.name_in(CodeKind.FUNCTION, code, year)

    return tree_chart(kind, title, leaves, name_of, depth, most)


async def draw_flow(work: UnitOfWork, fund_id: UUID, year: int, top: int) -> Chart:
    """Where a fund's money goes. Refused with FundNotFound or NothingToDraw."""
    fund = (await known(work, fund_id)).fund
    picture = await show_flow(work, fund_id, year, top, None)

    def name_of(key: NodeKey) -> str:
        node = picture.nodes.get(key)
        return key.id if node is None else node.name

    title = f"{fund.name}{year}年度资金流向"
    return flow_chart(title, picture.flow, lambda one: label_of(one, name_of))


async def draw_years(
    work: UnitOfWork, books: Mapping[Book, Asked], indices: Indices, base: int | None
) -> Chart:
    """Budget and final account over years, in prices of one year too if it is named."""
    sums = {book: await _by_year(work, asked) for book, asked in books.items()}
    years = sorted({year for found in sums.values() for year in found})
    lines = [
        Series(BOOK_NAMES[book], [found.get(year) for year in years])
        for book, found in sums.items()
    ]
    notes: tuple[str, ...] = ()
    if base is not None and years:
        final = sums[Book.FINAL]
        real = [_real(final.get(year), year, base, indices) for year in years]
        lines.append(Series(f"{BOOK_NAMES[Book.FINAL]}（{base}年价格）", real))
        missing = [f"{year}年" for year in years if year in final and year not in indices.prices]
        note = f"没有{'、'.join(missing)}的价格指数，未折算。" if missing else ""
        notes = tuple(one for one in (f"价格：{indices.prices_source}。", note) if one)
    question = next(iter(books.values()))[0]
    title = f"{await subject(work, question)}历年支出"
    found = lines_chart(title, [f"{year}年" for year in years], lines)
    return Chart(found.kind, title, found.unit, found.option, found.columns, found.rows, notes)


def _real(fen: int | None, year: int, base: int, indices: Indices) -> int | None:
    return None if fen is None else indices.in_prices_of(fen, year, base)


async def _by_year(work: UnitOfWork, asked: Asked) -> dict[int, int]:
    found = await sum_facts(work, *asked)
    return {row["year"]: row["amount"] for row in found.rows}


async def draw_months(work: UnitOfWork, region: str, year: int, side: Side, key: str) -> Chart:
    """A line of monthly execution against the pace of the year. Refused with NothingToDraw."""
    found = await show_series(work, region, year, side, key)
    if not found:
        raise NothingToDraw
    one = found[0]
    name = await region_name(work, region)
    return pace_chart(f"{name}{year}年{one.label}执行进度", one.budget, one.points)


async def draw_three_public(work: UnitOfWork, asked: Asked) -> Chart:
    """“三公”经费 over years, part on part. Refused with NothingToDraw."""
    found = await sum_facts(work, *asked)
    amounts: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for row in found.rows:
        if row["column"] in THREE_PUBLIC:
            amounts[row["column"]][row["year"]] = row["amount"]
    years = sorted({year for one in amounts.values() for year in one})
    parts = [
        Series(name, [amounts[column].get(year) for year in years])
        for column, name in THREE_PUBLIC.items()
    ]
    title = f"{await subject(work, asked[0])}“三公”经费支出"
    return stack_chart(title, [f"{year}年" for year in years], parts)


@dataclass(frozen=True, slots=True)
class OnMap:
    """How regions are drawn."""

    parent: str
    per_head: bool
    bars: bool


async def draw_regions(work: UnitOfWork, asked: Asked, indices: Indices, wanted: OnMap) -> Chart:
    """The regions below one, by what they spent. Refused with NothingToDraw."""
    question = asked[0]
    (year,) = question.years
    found = await sum_facts(work, *asked)
    names = await units.region_names(work)
    prefix = wanted.parent.rstrip("0")
    places = [
        Place(code, names.get(code, code), row["amount"], indices.people_of(code, year))
        for row in sorted(found.rows, key=lambda row: str(row["region"]))
        if (code := row["region"]).startswith(prefix) and code != wanted.parent
    ]
    what = "人均支出" if wanted.per_head else "支出"
    parent = names.get(wanted.parent, wanted.parent)
    title = f"{parent}各地{year}年{_book(question.book)}{what}"
    if wanted.bars:
        return bars_chart(title, places, per_head=wanted.per_head)
    return map_chart(title, wanted.parent, places, per_head=wanted.per_head)


async def draw_openness(work: UnitOfWork, office: Office, region: str, year: int) -> Chart:
    """Units against the items of openness. Refused with NothingToDraw."""
    some = await of_region(work, region)
    scored = await score_units(work, office.formula, office.duties, some, year)
    name = await region_name(work, region)
    return matrix_chart(
        f"{name}{year}年预决算公开度", [(one.unit.name, one.score) for one in scored]
    )


async def subject(work: UnitOfWork, question: Question) -> str:
    """Whose money it is."""
    if question.unit is not None:
        unit = await units.with_code(work, question.unit)
        return question.unit if unit is None else unit.name
    return "" if question.region is None else await region_name(work, question.region)


async def region_name(work: UnitOfWork, region: str) -> str:
    """What a region is called, as far as its government is among the units."""
    return (await units.region_names(work)).get(region, region)


def _book(book: str) -> str:
    return BOOK_NAMES[Book(book)]
