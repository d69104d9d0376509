"""A chart as clients take it, or its table as CSV."""

from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic import BaseModel, Field

from shared.sheets import MEDIA, csv_rows
from svc_budget.domain.charts.charts import Chart, ChartKind

FormOf = Annotated[
    Literal["json", "csv"], Query(alias="format", description="json 为图和表，csv 只要表")
]
CSV_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"description": "图和表；format=csv 时为表格文件", "content": {"text/csv": {}}}
}


class ChartView(BaseModel):
    """An option for ECharts, and the same figures as a table."""

    kind: ChartKind
    title: str
    unit: str = Field(description="图中数值的单位", examples=["万元"])
    option: dict[str, Any] = Field(description="直接交给 ECharts 的 setOption")
    columns: list[str]
    rows: list[list[str]] = Field(description="与图一致的表，金额为元，精确到分")
    notes: list[str]
    csv: str = Field(description="同一张表的 CSV", examples=["/api/v1/budget/charts/treemap?..."])


def answered(chart: Chart, form: str, here: str) -> ChartView | Response:
    """The chart, or its table alone."""
    if form == "csv":
        name = f"{chart.kind.value}.csv"
        return Response(
            csv_rows([chart.columns, *chart.rows], first=True), media_type=MEDIA["csv"],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )  # fmt: skip
    return ChartView(
        kind=chart.kind, title=chart.title, unit=chart.unit, option=dict(chart.option),
        columns=list(chart.columns), rows=[list(row) for row in chart.rows],
        notes=list(chart.notes), csv=here,
    )  # fmt: skip
