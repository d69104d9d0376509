"""The columns of a download, as people and the Fiscal Data Package (1.0rc1) know them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class ExportColumn(NamedTuple):
    """A column: its name, its Chinese heading, its type, and what it is to the package."""

    name: str
    title: str
    type: str = "string"
    column_type: str = ""


UNIT, FUNCTION = "administrative-classification:generic", "functional-classification:generic"
COLUMNS = (
    ExportColumn("unit_code", "预算单位编码", column_type=f"{UNIT}:code"),
    ExportColumn("unit_name", "预算单位", column_type=f"{UNIT}:label"),
    ExportColumn("region_code", "行政区划", column_type="geo:source:code"),
    ExportColumn("year", "年度", "integer", "date:fiscal-year"),
    ExportColumn("book", "账册"),
    ExportColumn("version", "版本", "integer"),
    ExportColumn("table_code", "表"),
    ExportColumn("side", "方"),
    ExportColumn("row_no", "行次", "integer"),
    ExportColumn("label", "项目", column_type=f"{FUNCTION}:level1:label"),
    ExportColumn("code", "科目编码", column_type=f"{FUNCTION}:level1:code"),
    ExportColumn("code_kind", "科目类别"),
    ExportColumn("leaf", "是否末级", "integer"),
    ExportColumn("column_key", "栏"),
    ExportColumn("direction", "收支", column_type="direction"),
    ExportColumn("fund_type", "资金性质", column_type="fin-source:generic:code"),
    ExportColumn("stage", "阶段", column_type="phase:id"),
    ExportColumn("expenditure", "支出性质"),
    ExportColumn("project", "项目名称", column_type="activity:generic:project:label"),
    ExportColumn("amount", "金额（元）", "number", "value"),
    ExportColumn("sheet", "工作表"),
    ExportColumn("cell", "单元格"),
)
HEADINGS = tuple(one.title for one in COLUMNS)


def data_package(snapshot: int, years: Sequence[int], rows: int, digest: str) -> Mapping[str, Any]:
    """The descriptor of a package whose facts stand in ``facts.csv``."""
    fields = [
        {"name": one.name, "title": one.title, "type": one.type}
        | ({"columnType": one.column_type} if one.column_type else {})
        for one in COLUMNS
    ]
    span = {"start": f"{min(years)}-01-01", "end": f"{max(years)}-12-31"} if years else {}
    return {
        "profile": "fiscal-data-package",
        "name": f"yangguang-budget-{snapshot}",
        "title": "预算决算公开数据",
        "countryCode": "CN",
        "granularity": "aggregated",
        "fiscalPeriod": span,
        "snapshot": snapshot,
        "resources": [
            {
                "name": "facts", "path": "facts.csv", "profile": "tabular-data-resource",
                "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "rows": rows,
                "hash": f"sha256:{digest}",
                "schema": {"fields": fields, "missingValues": [""]},
            }
        ],
    }  # fmt: skip
