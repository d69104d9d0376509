"""What people see of sums."""

from collections.abc import Iterator
from typing import Annotated, Any, cast

from pydantic import BaseModel, Field
from typing_extensions import TypedDict  # pydantic asks for it before Python 3.12

from svc_budget.api.money import yuan
from svc_budget.domain.codes.codes import CodeLists
from svc_budget.domain.facts.choosing import Chosen
from svc_budget.domain.facts.questions import Group
from svc_budget.use_cases.facts.summing import Summed, title_of

ABSENT: dict[str, Any] = {one.value: None for one in Group} | {"title": ""}


class SummedOverView(BaseModel):
    """What is summed: one column of one table, so that nothing is counted twice."""

    book: str
    table: str = Field(examples=["T3"])
    table_title: str = Field(examples=["支出决算表"])
    side: str
    column: str = Field(examples=["合计"])


class FactSumView(TypedDict):
    """A sum by what it was asked by; members not asked for are null.

    A dictionary, not a model: an answer has up to some thousand of them.
    """

    year: int | None
    unit: str | None
    region: str | None
    code: str | None
    title: Annotated[str, Field(description="科目在那一年的名称")]
    line: str | None
    column: str | None
    fund_type: str | None
    stage: str | None
    expenditure: str | None
    amount: Annotated[str, Field(description="元", examples=["1234.50"])]
    subtotal: Annotated[bool, Field(description="rollup 的小计：为空的项已合计")]


class FactsView(BaseModel):
    """An answer with the snapshot it is of."""

    snapshot: int = Field(description="快照编号：同一编号的页面、接口和下载分毫不差")
    summed: SummedOverView
    items: list[FactSumView]
    total: str = Field(description="全部之和（元）")
    cut: bool = Field(description="行数超过上限，只给出最大的一部分；total 仍是全部之和")


def summed_over(chosen: Chosen) -> SummedOverView:
    """What was summed, in words."""
    return SummedOverView(
        book=chosen.table.book.value, table=chosen.table.code, table_title=chosen.table.title,
        side=chosen.panel.key, column=chosen.column.key,
    )  # fmt: skip


def facts_view(found: Summed, lists: CodeLists, years: tuple[int, ...]) -> FactsView:
    """An answer as people see it; made of our own rows, so nothing is validated again."""
    return FactsView.model_construct(
        snapshot=found.snapshot,
        summed=summed_over(found.chosen),
        items=list(_rows(found, lists, years)),
        total=yuan(found.total),
        cut=found.cut,
    )


def _rows(found: Summed, lists: CodeLists, years: tuple[int, ...]) -> Iterator[FactSumView]:
    """Up to some thousand rows that share few names: each name is looked up once."""
    kind, titles = found.chosen.panel.code_kind, dict[tuple[str | None, int | None], str]()
    for row in found.rows:
        view = ABSENT | dict(row.items())
        at = (view["code"], view["year"])
        if at not in titles:
            titles[at] = title_of(row, lists, kind, years)
        view["title"], view["amount"] = titles[at], yuan(view["amount"])
        view["subtotal"] = bool(view.pop("totals"))
        yield cast("FactSumView", view)
