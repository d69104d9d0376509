"""Routes of comparisons: years and books side by side, code by code."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_budget.api.facts.asked import Asked
from svc_budget.api.facts.fact_views import SummedOverView, summed_over
from svc_budget.api.money import yuan
from svc_budget.api.tools import Tools
from svc_budget.domain.facts.questions import FactsTooBroad, FactsUnsound, Group, Level
from svc_budget.domain.templates.templates import Book
from svc_budget.use_cases.facts.comparing import Comparison, compare
from svc_budget.use_cases.units.published import BudgetSnapshotNotFound

router = edge_router("facts", prefix="/api/v1/budget/compare")
FORM = r"^(budget|final):(19|20|21)\d\d$"
Sides = Annotated[
    list[Annotated[str, Field(pattern=FORM)]],
    Query(
        alias="column", min_length=1, max_length=20, examples=[["final:2011", "final:2025"]],
        description="并排比较的各栏：账册和年度",
    ),
]  # fmt: skip


class ComparedColumnView(BaseModel):
    """One column: which year of which book, and what it sums."""

    year: int
    summed: SummedOverView
    total: str


class ComparedRowView(BaseModel):
    """One code, under the name it had in each year."""

    code: str
    names: list[str]
    amounts: list[str | None]
    change: str | None = Field(description="最后一栏减第一栏")
    retired_after: int | None = Field(description="该科目用到哪一年为止")
    successors: list[str] = Field(description="停用后由哪些科目接替")


class ComparisonView(BaseModel):
    """Columns side by side."""

    snapshot: int
    columns: list[ComparedColumnView]
    items: list[ComparedRowView]


@router.get(
    "",
    dependencies=[publicly(60), Fields],
    responses=documented(FactsUnsound, FactsTooBroad, BudgetSnapshotNotFound),
)
async def compare_budget_years(
    work: Work,
    office: Tools,
    _: AnyCaller,
    columns: Sides,
    region_code: Annotated[str | None, Query(pattern=r"^\d{6}$")] = None,
    unit: Annotated[str | None, Query(max_length=40)] = None,
    direction: Annotated[Literal["收入", "支出"], Query()] = "支出",
    level: Annotated[Level, Query(description="到类 3、款 5、项 7 位")] = Level.CLASS,
    snapshot: Annotated[int | None, Query(ge=1, lt=2**62)] = None,
) -> ComparisonView:
    """Each code under the name it had then, retired ones with what succeeded them."""
    asked = []
    for one in columns:
        book, year = one.split(":")
        meant = Asked(
            book=Book(book), year=[int(year)], region_code=region_code, unit=unit,
            direction=direction, snapshot=snapshot,
        )  # fmt: skip
        chosen = meant.chosen(office.templates)
        asked.append((int(year), chosen, meant.question(chosen, (Group.CODE,), level)))
    found = await compare(work, asked, office.codes)
    return _view(found, [year for year, _, _ in asked])


def _view(found: Comparison, years: list[int]) -> ComparisonView:
    columns = zip(years, found.columns, found.totals, strict=True)
    return ComparisonView(
        snapshot=found.snapshot,
        columns=[
            ComparedColumnView(year=year, summed=summed_over(chosen), total=yuan(total))
            for year, chosen, total in columns
        ],
        items=[
            ComparedRowView(
                code=row.code, names=list(row.names), amounts=[yuan(one) for one in row.amounts],
                change=yuan(row.change), retired_after=row.retired_after,
                successors=list(row.successors),
            )
            for row in found.rows
        ],
    )  # fmt: skip
