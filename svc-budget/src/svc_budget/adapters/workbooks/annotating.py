"""The uploader's own workbook with marks in it: coloured cells, each with what is said of it.

An .xlsx keeps all it has; other forms are written anew as .xlsx with the same layout. Text is
written as text: what begins with "=" in a sheet that is written anew is no formula.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from svc_budget.adapters.workbooks.in_memory import saved
from svc_budget.domain.submissions.marks import Mark
from svc_budget.domain.workbooks.grids import Grid, Value

FILLS = {
    "error": PatternFill("solid", fgColor="FFFF9C9C"),  # red
    "warning": PatternFill("solid", fgColor="FFFFC56B"),  # orange
    "info": PatternFill("solid", fgColor="FFCFE3FF"),
}
AUTHOR = "勾稽校验"
WIDTH, LINE, TALLEST = 420, 17, 640  # of a comment, in pixels
ACROSS = 28  # Chinese characters in a line of it


def annotated_xlsx(path: Path, marks: Iterable[Mark]) -> bytes:
    """A copy of an .xlsx with its marks."""
    with path.open("rb") as file:  # openpyxl would judge a path by its suffix
        return _marked(load_workbook(file, rich_text=True), marks)


def annotated_grids(grids: Sequence[Grid], marks: Iterable[Mark]) -> bytes:
    """The sheets of another form written as .xlsx, with their marks."""
    book = Workbook(write_only=False)
    if book.active is not None:
        book.remove(book.active)
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        for row, values in enumerate(grid.rows, 1):
            for column, value in enumerate(values, 1):
                if value is not None:
                    _write(sheet.cell(row, column), value)
        for top, left, bottom, right in grid.merged:
            ends = f"{get_column_letter(right + 1)}{bottom + 1}"
            sheet.merge_cells(f"{get_column_letter(left + 1)}{top + 1}:{ends}")
    return _marked(book, marks)


def _write(cell: Cell | MergedCell, value: Value) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        if isinstance(cell, Cell):
            cell.data_type = "s"
    else:
        cell.value = value


def _marked(book: Workbook, marks: Iterable[Mark]) -> bytes:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    for mark in marks:
        if mark.sheet in sheets:
            _mark(sheets[mark.sheet], mark)
    return saved(book)


def _mark(sheet: Worksheet, mark: Mark) -> None:
    cell = sheet[_shown(sheet, mark.address)]
    cell.fill = FILLS[mark.severity]
    comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", mark.text), AUTHOR)
    comment.width, comment.height = WIDTH, _height(comment.text)
    cell.comment = comment


def _height(text: str) -> int:
    """What a comment needs: a spreadsheet shows as much of it as its box has room for."""
    lines = sum(1 + len(one) // ACROSS for one in text.splitlines())
    return min(TALLEST, LINE * (lines + 1))


def _shown(sheet: Worksheet, address: str) -> str:
    """The cell that is seen where it is merged with others."""
    if isinstance(sheet[address], MergedCell):
        for merged in sheet.merged_cells.ranges:
            if address in merged:
                return str(merged.start_cell.coordinate)
    return address
