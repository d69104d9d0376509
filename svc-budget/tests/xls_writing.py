"""Legacy files for the tests: sheets as .xls (BIFF8), and as HTML that is only called .xls."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import escape
from io import BytesIO
from typing import Any

import xlwt

from svc_budget.domain.samples.drafts import Draft, Written
from svc_budget.domain.workbooks.grids import Range

FORMATS = {0: "#,##0", 2: "#,##0.00"}


def xls(drafts: Iterable[Draft]) -> bytes:
    """A .xls file; formulas are written as their values, as the old writer keeps none."""
    book = xlwt.Workbook(encoding="utf-8")
    numbers = {decimals: xlwt.easyxf(num_format_str=FORMATS[decimals]) for decimals in FORMATS}
    for draft in drafts:
        sheet = book.add_sheet(draft.name)
        over = {
            (top, left): (top, bottom, left, right) for top, left, bottom, right in draft.merged
        }
        hidden = set(_covered(draft.merged))
        for spot, value in _cells(draft):
            style = (
                numbers[draft.decimals] if isinstance(value, Decimal) else xlwt.Style.default_style
            )
            plain = float(value) if isinstance(value, Decimal) else value
            if spot in over:
                sheet.write_merge(*over[spot], plain, style)
            elif spot not in hidden and plain is not None:
                sheet.write(*spot, plain, style)
        for row in draft.hidden_rows:
            sheet.row(row).hidden = True
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def html(drafts: Iterable[Draft]) -> bytes:
    """One page with a table for each sheet, in the encoding old systems write."""
    sheets = tuple(drafts)
    names = "".join(f"<x:Name>{escape(one.name)}</x:Name>" for one in sheets)
    head = f"<meta charset='gb18030'><xml><x:ExcelWorkbook>{names}</x:ExcelWorkbook></xml>"
    tables = "\n".join(map(_table, sheets))
    page = f"<html><head>{head}</head><body>\n{tables}\n</body></html>"
    return page.encode("gb18030")


def _table(draft: Draft) -> str:
    spans = {
        (top, left): (bottom - top + 1, right - left + 1)
        for top, left, bottom, right in draft.merged
    }
    hidden = set(_covered(draft.merged))
    rows = []
    for number, row in enumerate(draft.rows):
        cells = [
            _cell(value, draft.decimals, spans.get((number, column)))
            for column, value in enumerate(row)
            if (number, column) not in hidden
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join(("<table border=1>", *rows, "</table>"))


def _cell(value: Written, decimals: int, span: tuple[int, int] | None) -> str:
    text = f"{value:,.{decimals}f}" if isinstance(value, Decimal) else str(value or "")
    spread = f" rowspan={span[0]} colspan={span[1]}" if span else ""
    return f"<td{spread}>{escape(text)}</td>"


def _cells(draft: Draft) -> Iterator[tuple[tuple[int, int], Any]]:
    for row, cells in enumerate(draft.rows):
        for column, value in enumerate(cells):
            yield (row, column), value


def _covered(merged: Iterable[Range]) -> Iterator[tuple[int, int]]:
    """Cells under another's merged range, but for its first."""
    for top, left, bottom, right in merged:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    yield row, column
