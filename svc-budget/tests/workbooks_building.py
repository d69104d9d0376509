"""Builders of sheets for the tests of reading: small grids made by hand, the shipped templates."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from svc_budget.adapters.forms import codes_in, templates_in
from svc_budget.domain.codes.codes import CodeLists
from svc_budget.domain.templates.templates import Book, TemplateSet
from svc_budget.domain.workbooks.books import RecognisedBook, Table
from svc_budget.domain.workbooks.grids import Grid, Range, Value
from svc_budget.domain.workbooks.recognising import recognise

HERE = Path(__file__).parents[1]
WAN = 1_000_000  # fen in 万元


@cache
def shipped_templates() -> TemplateSet:
    """The templates the service comes with."""
    return templates_in(HERE / "templates")


@cache
def shipped_codes() -> CodeLists:
    """The codes the service comes with."""
    return codes_in(HERE / "codes")


def a_sheet(
    name: str, *rows: Sequence[Value], merged: Sequence[Range] = (), title: str = "", note: str = ""
) -> Grid:
    """A sheet; with a title and a note of its unit above the rows when they are given."""
    above: list[tuple[Value, ...]] = [(title,)] if title else []
    above += [(note,)] if note else []
    ranges = tuple((a + len(above), b, c + len(above), d) for a, b, c, d in merged)
    return Grid(name, (*above, *map(tuple, rows)), ranges)


def read(
    *sheets: Grid, year: int = 2025, book: Book = Book.FINAL, codes: CodeLists | None = None
) -> RecognisedBook:
    """A workbook of these sheets, recognised."""
    return recognise(sheets, shipped_templates(), year, book, codes=codes)


def amount(table: Table, key: str, column: str, side: str = "") -> int | None:
    """One amount in fen."""
    cell = table.cell(key, column, side)
    assert cell is not None, f"no cell {key} {column}"
    return cell.amount


T2_HEADER = (
    "科目编码", "科目名称", "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入",
    "附属单位上缴收入", "其他收入",
)  # fmt: skip
T5_HEADER = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
T5_TITLE = "一般公共预算财政拨款支出决算表"
