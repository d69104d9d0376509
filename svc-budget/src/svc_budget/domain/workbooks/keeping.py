"""A recognised table as compact data, and back: what is kept of a sheet.

Columns are named once for a side; a cell says which, where it stands and what it holds.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from svc_budget.domain.money.money import Unit
from svc_budget.domain.templates.templates import TableTemplate
from svc_budget.domain.workbooks.books import Cell, Paragraph, Row, Side, Table
from svc_budget.domain.workbooks.grids import Value

Content = Mapping[str, Any]
Place = Sequence[Any]  # row, column, raw


def content_of(table: Table) -> Content:
    """What `table_of` makes the table from again."""
    return {
        "sides": [_side_content(one) for one in table.sides],
        "sentences": list(table.sentences),
        "title": _place(table.title_cell),
    }


def table_of(
    content: Content, template: TableTemplate, sheet: str, unit: str, quantum: int
) -> Table:
    """The table that was kept."""
    return Table(
        template, sheet, Unit(unit), quantum,
        tuple(_side(one, sheet) for one in content["sides"]),
        tuple(content["sentences"]), _cell_at(content["title"], sheet),
    )  # fmt: skip


def paragraphs_content(paragraphs: Sequence[Paragraph]) -> Content:
    """A narrative sheet."""
    return {"paragraphs": [[one.row, one.column, one.text] for one in paragraphs]}


def paragraphs_of(content: Content, sheet: str) -> tuple[Paragraph, ...]:
    """The narrative that was kept."""
    return tuple(Paragraph(sheet, *one) for one in content["paragraphs"])


def rows_content(rows: Sequence[Sequence[Value]]) -> Content:
    """A sheet nobody knows, as it stands."""
    plain = (str, int, float, bool, type(None))
    return {"rows": [[one if isinstance(one, plain) else str(one) for one in row] for row in rows]}


def _side_content(side: Side) -> Content:
    columns = list(dict.fromkeys(key for row in side.rows for key in row.cells))
    numbers = {key: number for number, key in enumerate(columns)}
    return {
        "key": side.key,
        "columns": columns,
        "rows": [_row_content(row, numbers) for row in side.rows],
    }


def _row_content(row: Row, numbers: Mapping[str, int]) -> list[Any]:
    cells = [
        [numbers[key], cell.row, cell.column, cell.raw, cell.amount]
        + ([cell.fault] if cell.fault else [])
        for key, cell in row.cells.items()
    ]
    label, texts = _place(row.label_cell), dict(row.texts)
    return [row.key, row.label, row.code, int(row.total), label, cells, texts]


def _side(content: Content, sheet: str) -> Side:
    columns = content["columns"]
    return Side(content["key"], tuple(_row(one, columns, sheet) for one in content["rows"]))


def _row(kept: Sequence[Any], columns: Sequence[str], sheet: str) -> Row:
    key, label, code, total, label_cell, cells, texts = kept
    found = {columns[one[0]]: Cell(sheet, *one[1:]) for one in cells}
    return Row(key, label, found, code, bool(total), _cell_at(label_cell, sheet), texts)


def _place(cell: Cell | None) -> Place | None:
    return None if cell is None else [cell.row, cell.column, cell.raw]


def _cell_at(place: Place | None, sheet: str) -> Cell | None:
    return None if place is None else Cell(sheet, *place)
