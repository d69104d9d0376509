""".xlsx and .xls as sheets of plain values, those that people see first."""

import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from math import isfinite
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from shared.file_types import FileProtected
from svc_budget.adapters.workbooks.formulas import Marks
from svc_budget.adapters.workbooks.plain_sheets import PlainSheet, plain_sheet
from svc_budget.domain.workbooks.files import (
    MOST_CELLS,
    MOST_SHEETS,
    TooManyCells,
    TooManySheets,
    WorkbookCorrupt,
)

# As calamine, and the standard library's zipfile, say that a file is not whole.
DAMAGED = (CalamineError, OSError, BadZipFile, zlib.error, EOFError, RuntimeError)
PANIC = "PanicException"  # what a bug in calamine raises; nothing exports it, it is no Exception


def read(path: Path) -> list[PlainSheet]:
    """All its sheets.

    Refused with FileProtected, WorkbookCorrupt, TooManySheets or TooManyCells.
    """
    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            return list(_sheets(book, Marks(path)))
    except PasswordError as fault:
        raise FileProtected from fault
    except DAMAGED as fault:
        raise WorkbookCorrupt from fault
    except BaseException as fault:
        if type(fault).__name__ != PANIC:
            raise
        raise WorkbookCorrupt from fault


def _sheets(book: CalamineWorkbook, marks: Marks) -> Iterator[PlainSheet]:
    named = [one for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
    if len(named) > MOST_SHEETS:
        raise TooManySheets
    cells = 0
    for one in sorted(named, key=lambda sheet: sheet.visible is not SheetVisibleEnum.Visible):
        sheet = book.get_sheet_by_name(one.name)
        cells += sheet.total_height * sheet.total_width
        if cells > MOST_CELLS:
            raise TooManyCells
        yield _sheet(sheet, marks)


def _sheet(sheet: CalamineSheet, marks: Marks) -> PlainSheet:
    rows = [[_plain(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for row, column, mark in marks.of(sheet.name):
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = mark
    ranges = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]
    return plain_sheet(sheet.name, rows, ranges)


def _plain(value: Any) -> Any:
    """A value as it goes over the pipe; dates and times are a pair with their kind."""
    if isinstance(value, str | bool | int):
        return None if value == "" else value
    if isinstance(value, float):
        return value if isfinite(value) else "#NUM!"
    return _moment(value)


def _moment(value: date | time | timedelta) -> list[str]:
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, timedelta):
        return ["time", (datetime.min + value % timedelta(days=1)).time().isoformat()]  # noqa: DTZ901
    return ["time", value.isoformat()]
