"""What people see of monthly execution, and what finance departments send."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.database import Row
from shared.moments import Moment
from svc_budget.api.money import Yuan, yuan
from svc_budget.domain.execution.reports import Report, ReportedLine
from svc_budget.domain.execution.series import Line, Side
from svc_budget.use_cases.execution.reports import Series

Name = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]+$")]
Words = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f]*$")]


class ExecutionLineRequest(BaseModel):
    """One line of a month."""

    side: Side
    key: Name = Field(description="科目编码；没有编码的写名称", examples=["205"])
    label: Name = Field(examples=["教育支出"])
    cumulative: Yuan = Field(description="1月至本月累计（元）", examples=["385000000.00"])
    budget: Yuan | None = Field(None, description="全年预算数（元）")
    reason: Words = Field("", description="累计数比上月减少时写明原因，原因公开")


class ExecutionRequest(BaseModel):
    """A month of the caller's region."""

    year: int = Field(ge=1994, le=2200)
    month: int = Field(ge=1, le=12)
    title: Words = ""
    lines: list[ExecutionLineRequest] = Field(min_length=1, max_length=500)
    correction_reason: Words = Field("", description="更正已公开的月份时写明原因，原因公开")

    def report(self) -> Report:
        """As the domain takes it."""
        return Report(self.year, self.month, tuple(_line(one) for one in self.lines), self.title)


def _line(one: ExecutionLineRequest) -> ReportedLine:
    return ReportedLine(Line(one.side, one.key, one.label, one.cumulative), one.budget, one.reason)


class ExecutionReportView(BaseModel):
    """A version of a month."""

    model_config = ConfigDict(from_attributes=True)

    report_id: UUID
    region_code: str
    year: int
    month: int
    version: int
    title: str
    published_at: Moment
    correction_reason: str
    superseded: bool = Field(description="已被更正后的版本取代")


class ExecutionLineView(BaseModel):
    """A line as it was published."""

    side: Side
    key: str
    label: str
    cumulative: str
    budget: str | None
    reason: str


class ExecutionWholeView(ExecutionReportView):
    """A version with its lines, and all versions of the month."""

    lines: list[ExecutionLineView]
    versions: list[ExecutionReportView]


class ExecutionPointView(BaseModel):
    """A line at the end of a month."""

    month: int
    cumulative: str
    of_month: str | None = Field(description="当月数；上月没有公开的不推算")
    percent: Decimal | None = Field(description="占全年预算的百分比")
    pace: Decimal = Field(description="序时进度（%）")
    year_on_year: Decimal | None = Field(description="累计数同比增长（%）")
    reason: str = Field(description="累计数减少的原因")


class ExecutionSeriesView(BaseModel):
    """A line over a year."""

    side: Side
    key: str
    label: str
    budget: str | None
    points: list[ExecutionPointView]


class ExecutionYearView(BaseModel):
    """A region's year."""

    region_code: str
    year: int
    items: list[ExecutionSeriesView]


def whole_view(found: Row, lines: list[Row], versions: list[Row]) -> ExecutionWholeView:
    """A version as people see it."""
    shown = [
        ExecutionLineView(
            side=row["side"], key=row["key"], label=row["label"],
            cumulative=yuan(row["cumulative"]), budget=yuan(row["budget"]), reason=row["reason"],
        )
        for row in lines
    ]  # fmt: skip
    return ExecutionWholeView(
        **found, lines=shown, versions=[ExecutionReportView(**one) for one in versions]
    )


def series_view(one: Series) -> ExecutionSeriesView:
    """A line's year as people see it."""
    return ExecutionSeriesView(
        side=one.side,
        key=one.key,
        label=one.label,
        budget=yuan(one.budget),
        points=[
            ExecutionPointView(
                month=point.month, cumulative=yuan(point.cumulative),
                of_month=yuan(point.of_month), percent=point.percent, pace=point.pace,
                year_on_year=point.year_on_year, reason=one.reasons.get(point.month, ""),
            )
            for point in one.points
        ],
    )  # fmt: skip
