"""From the tables of a book to facts: every amount with its meaning and its cell.

Blank cells and cells that could not be read are no facts. Percentages and counts are none
either. Only leaves may be summed: a row whose code has others below it in the same panel, or a
row that is a total, contains what its parts say.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from svc_budget.domain.codes.codes import CodeKind
from svc_budget.domain.templates.templates import Axis, Book, Column, Line, Nature, Panel
from svc_budget.domain.workbooks.books import Row, Side, Table

STAGES: Mapping[Book, str] = {
    Book.BUDGET: "年初预算",
    Book.GOVERNMENT_BUDGET: "年初预算",
    Book.FINAL: "决算",
    Book.GOVERNMENT_FINAL: "决算",
}


class Fact(NamedTuple):
    """An amount in fen; the order is that of the table's columns."""

    table_code: str
    side: str
    row_no: int
    row_key: str
    label: str
    code: str | None
    code_kind: str | None
    leaf: bool
    column_key: str
    direction: str
    fund_type: str
    stage: str
    expenditure: str
    project: str
    amount: int
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What all amounts of a column have in common."""

    key: str
    fund_type: str
    stage: str
    expenditure: str


def facts_of(tables: Iterable[Table]) -> Iterator[Fact]:
    """Every fact of some tables, in the order of the sheets."""
    for table in tables:
        for side in table.sides:
            panel = table.template.panel(side.key)
            if panel is not None:
                yield from _of_side(table, side, panel)


def _of_side(table: Table, side: Side, panel: Panel) -> Iterator[Fact]:
    meanings = [_meaning(one, table) for one in panel.columns if one.nature is Nature.AMOUNT]
    containing = _containing({row.code for row in side.rows if row.code})
    kind = (panel.code_kind or CodeKind.FUNCTION).value  # what lines of a summary stand for
    lines = {line.key: line for line in panel.lines}
    for number, row in enumerate(side.rows):
        line = lines.get(row.key)
        code = row.code or (line.code if line else "") or None
        leaf = not _is_sum(row, line) and row.code not in containing
        item = panel.axis is Axis.ITEMS and not row.total
        for meaning in meanings:
            cell = row.cells.get(meaning.key)
            if cell is None or cell.amount is None or cell.fault:
                continue
            yield Fact(
                table.code, side.key, number, row.key, row.label, code, kind if code else None,
                leaf, meaning.key, panel.direction, meaning.fund_type, meaning.stage,
                meaning.expenditure, row.label if item else "", cell.amount, cell.sheet,
                cell.address,
            )  # fmt: skip


def _meaning(column: Column, table: Table) -> _Meaning:
    stage = column.stage or STAGES[table.template.book]
    return _Meaning(column.key, column.fund_type, stage, column.expenditure)


def _is_sum(row: Row, line: Line | None) -> bool:
    return row.total or (line is not None and line.total)


def _containing(codes: set[str]) -> frozenset[str]:
    """The codes that have another below them."""
    return frozenset(
        code[:depth] for code in codes for depth in range(3, len(code)) if code[:depth] in codes
    )
