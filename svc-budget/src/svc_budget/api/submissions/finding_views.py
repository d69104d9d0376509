"""What finance staff see of what the rules found, and of the sheets."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from shared.database import Row
from svc_budget.api.money import yuan
from svc_budget.api.units.unit_views import MissingTableView

OUTCOME_NAMES = {
    "pass": "通过",
    "fail": "不通过",
    "not_applicable": "不适用",
    "insufficient_data": "数据不足",
    "parse_error": "有单元格无法识别",
    "execution_error": "规则执行出错",
}
SEVERITY_NAMES = {"error": "错误", "warning": "提示", "info": "参考"}
Reason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=2, max_length=500,
                      pattern=r"^[^\x00-\x1f]+$"),
]  # fmt: skip


class ReceiptView(BaseModel):
    """A rule and what came of it."""

    rule: str = Field(examples=["F08"])
    rule_version: int
    title: str
    severity: str
    outcome: str
    outcome_name: str
    held: int = Field(description="成立处数")
    rounded: int = Field(description="其中：在四舍五入误差之内")
    broken: int
    blank: int
    unread: list[str] = Field(description="无法识别的单元格")
    note: str


class ReceiptsView(BaseModel):
    """One of every rule."""

    items: list[ReceiptView]


class IssueCellView(BaseModel):
    """A cell an issue speaks of."""

    book: str = Field(description="空为本工作簿；否则是与之比较的另一份预决算")
    table: str
    title: str
    sheet: str
    address: str = Field(examples=["C12"])
    row: str
    label: str
    column: str
    amount: str | None
    raw: str = Field(description="单元格原文")
    unit: str
    sign: int


class IssueView(BaseModel):
    """One place where a rule does not hold."""

    number: int
    rule: str
    rule_version: int
    kind: str
    severity: str
    severity_name: str
    title: str
    message: str
    hint: str
    left: list[IssueCellView]
    sign: str = Field(examples=["="])
    right: list[IssueCellView]
    stated: str | None = Field(description="左边的金额（元）")
    computed: str | None = Field(description="右边计算得出的金额（元）")
    difference: str | None
    tolerance: str | None
    suspect: IssueCellView | None = Field(description="最可能有误的单元格")
    expected: str | None = Field(description="该单元格改为此数（元）即可成立")
    follows_from: list[str] = Field(description="由这些规则的问题引起")
    reason: str = Field(description="说明，随预决算公开")
    reasoned_by: str


class ReasonRequest(BaseModel):
    """Why a warning is no fault."""

    reason: Reason = Field(examples=["当年新增基建项目，资金由上级补助安排"])


class CorrectionRequest(BaseModel):
    """Why what is published is corrected."""

    reason: Reason = Field(description="更正原因，随新版公开", examples=["漏列一笔项目支出"])


class SheetView(BaseModel):
    """A sheet of the workbook."""

    name: str
    kind: str = Field(description="table 表格，narrative 文字说明，unknown 未识别")
    table_code: str | None
    title: str
    unit: str


class SubmissionTablesView(BaseModel):
    """The sheets in their order, and what is missing."""

    items: list[SheetView]
    missing_tables: list[MissingTableView]


def receipt_view(row: Row) -> ReceiptView:
    """A receipt as its people see it."""
    return ReceiptView(**row, outcome_name=OUTCOME_NAMES.get(row["outcome"], row["outcome"]))


def issue_view(row: Row) -> IssueView:
    """An issue as its people see it."""
    sides = row["sides"]
    money = {
        name: yuan(row[name])
        for name in ("stated", "computed", "difference", "tolerance", "expected")
    }
    return IssueView(
        **{**row, **money},
        severity_name=SEVERITY_NAMES.get(row["severity"], row["severity"]),
        left=[_cell(one) for one in sides["left"]],
        right=[_cell(one) for one in sides["right"]],
        sign=sides["sign"],
        suspect=_cell(sides["suspect"]) if sides["suspect"] else None,
    )


def _cell(kept: dict[str, Any]) -> IssueCellView:
    return IssueCellView(**{**kept, "amount": yuan(kept["amount"])})
