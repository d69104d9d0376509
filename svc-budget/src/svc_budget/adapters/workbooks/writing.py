"""Sheets written as an .xlsx file: merged cells, formats of numbers, formulas with their values."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from svc_budget.domain.samples.drafts import Draft, Written

MADE = datetime(2011, 1, 1, tzinfo=UTC)  # the same file for the same sheets, whenever it is made
FORMATS = {0: "#,##0", 2: "#,##0.00"}


def written(drafts: Iterable[Draft]) -> bytes:
    """The file."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": MADE})
        centred = book.add_format({"align": "center", "valign": "vcenter", "text_wrap": True})
        numbers = {
            decimals: book.add_format({"num_format": FORMATS[decimals]}) for decimals in FORMATS
        }
        for draft in drafts:
            _sheet(book.add_worksheet(draft.name), draft, centred, numbers[draft.decimals])
    return file.getvalue()


def _sheet(sheet: Any, draft: Draft, centred: Any, number: Any) -> None:
    for row, cells in enumerate(draft.rows):
        for column, value in enumerate(cells):
            _cell(sheet, draft, (row, column), value, number)
    for top, left, bottom, right in draft.merged:
        sheet.merge_range(top, left, bottom, right, "", centred)
        _write(sheet, (top, left), draft.at(top, left), centred)
    for row in draft.hidden_rows:
        sheet.set_row(row, None, None, {"hidden": True})
    for (row, column), note in draft.notes.items():
        sheet.write_comment(row, column, note)


def _cell(sheet: Any, draft: Draft, spot: tuple[int, int], value: Written, number: Any) -> None:
    formula = draft.formulas.get(spot)
    if formula and isinstance(value, Decimal):
        sheet.write_formula(*spot, formula, number, float(value))
    elif value is not None:
        _write(sheet, spot, value, number if isinstance(value, Decimal) else None)


def _write(sheet: Any, spot: tuple[int, int], value: Written, style: Any) -> None:
    if isinstance(value, Decimal):
        sheet.write_number(*spot, float(value), style)
    elif value is None:
        sheet.write_blank(*spot, None, style)
    else:
        sheet.write(*spot, value, style)
