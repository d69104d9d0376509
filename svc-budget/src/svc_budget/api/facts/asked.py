"""The parameters that say which facts are meant, as every route of facts takes them."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query

from svc_budget.domain.facts.choosing import Chosen, Wanted, choose
from svc_budget.domain.facts.questions import Group, Question
from svc_budget.domain.templates.templates import Book, TemplateSet

CODE = r"^\d{3,7}$"
FIRST, LAST = 1994, 2200
Key = Annotated[str, Query(max_length=60, pattern=r"^[^\x00-\x1f]*$")]
Years = Annotated[
    list[int] | None, Query(alias="year", description="预算年度，可以重复", examples=[[2025]])
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which facts are meant."""

    book: Annotated[Book, Query(description="budget 预算、final 决算")] = Book.FINAL
    year: Years = None
    region_code: Annotated[str | None, Query(pattern=r"^\d{6}$")] = None
    unit: Annotated[str | None, Query(max_length=40, description="预算单位编码")] = None
    table: Key = ""
    side: Key = ""
    column: Key = ""
    direction: Annotated[Literal["", "收入", "支出"], Query()] = ""
    fund_type: Annotated[Key, Query(examples=["一般公共预算"])] = ""
    stage: Annotated[Key, Query(examples=["年初预算"])] = ""
    expenditure: Annotated[Literal["", "基本支出", "项目支出"], Query()] = ""
    function: Annotated[str | None, Query(pattern=CODE, description="功能分类科目的开头")] = None
    economic: Annotated[str | None, Query(pattern=CODE, description="经济分类科目的开头")] = None
    snapshot: Annotated[
        int | None, Query(ge=1, lt=2**62, description="快照编号（发布序号）；默认最新")
    ] = None

    @property
    def years(self) -> tuple[int, ...]:
        """The years in order, each once."""
        return tuple(sorted({one for one in self.year or () if FIRST <= one <= LAST}))

    def chosen(self, templates: TemplateSet) -> Chosen:
        """The table and column; refused with FactsUnsound."""
        return choose(
            templates,
            Wanted(
                book=self.book, year=max(self.years, default=LAST), table=self.table,
                side=self.side, column=self.column, direction=self.direction,
                fund_type=self.fund_type, stage=self.stage, expenditure=self.expenditure,
                economic=self.economic is not None,
            ),
        )  # fmt: skip

    def question(
        self, chosen: Chosen, group_by: tuple[Group, ...] = (), level: int = 3, *,
        rollup: bool = False,
    ) -> Question:  # fmt: skip
        """As the domain takes it."""
        return Question(
            book=self.book.value, table=chosen.table.code, side=chosen.panel.key,
            column=chosen.column.key, group_by=group_by, level=level, rollup=rollup,
            region=self.region_code, unit=self.unit, years=self.years,
            code_prefix=self.function or self.economic, snapshot=self.snapshot,
        )  # fmt: skip
