"""Expressions evaluated over the books at hand: every term keeps its cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from svc_budget.domain.reconciliation.expressions import Expression, Operand
from svc_budget.domain.reconciliation.findings import Side, Term
from svc_budget.domain.reconciliation.labels import plain
from svc_budget.domain.reconciliation.names import (
    BEFORE,
    COLUMN,
    LABEL,
    REGION,
    ROW,
    Name,
    Selection,
)
from svc_budget.domain.reconciliation.shelf import OTHER, OpenBook, OpenTable, Shelf
from svc_budget.domain.workbooks.books import Row

DEPTHS = {"类": 3, "款": 5, "项": 7}
ITEM = DEPTHS["项"]


@dataclass(frozen=True, slots=True)
class Hand:
    """The row and the column at hand."""

    opened: OpenTable | None = None
    row: Row | None = None
    key: str = ""
    column: str = ""
    before: str = ""  # the key of the row before
    region: str = ""  # whose book it is


NOTHING = Hand()


@dataclass(slots=True)
class _Gathered:
    """A side in the making."""

    terms: list[Term] = field(default_factory=list)
    constant: int = 0
    missing: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    absent: int = 0
    fixed: bool = True


def evaluate(expression: Expression, shelf: Shelf, hand: Hand = NOTHING) -> Side:
    """One side of a relation at one place."""
    made = _Gathered()
    for operand in expression.operands:
        if isinstance(operand.of, int):
            made.constant += operand.sign * operand.of
            continue
        made.fixed = False
        _gather(operand, operand.of, shelf, hand, made)
    return Side(
        made.terms, made.constant, expression.words, made.missing, made.lacking, made.absent,
        made.fixed,
    )  # fmt: skip


def _gather(
    operand: Operand, of: Name | Selection, shelf: Shelf, hand: Hand, made: _Gathered
) -> None:
    books = shelf.books(of.place)
    if not books:
        if of.place in OTHER:
            made.missing.append(f"没有可供核对的{OTHER[of.place]}")
        else:
            made.absent += 1
    for book in books:
        opened = book.table(of.table)
        if opened is not None:
            _take(operand, of, book, opened, hand, made)
        elif book.is_due(of.table):
            made.missing.append(f"缺少{book.name}“{book.title(of.table)}”")
        else:
            made.absent += 1


def _take(
    operand: Operand, of: Name | Selection, book: OpenBook, opened: OpenTable, hand: Hand,
    made: _Gathered,
) -> None:  # fmt: skip
    if isinstance(of, Selection):
        rows: Iterator[Row] = selected(of, opened, hand)
    else:
        row = _row_of(of, opened, hand)
        if row is None and of.required:
            made.lacking.append(f"“{opened.table.template.title}”中没有找到“{of.row}”行")
        elif row is None and of.optional:
            made.absent += 1
        rows = iter(() if row is None else (row,))
    column = of.column.replace(COLUMN, hand.column)
    for row in rows:
        key = column or opened.first_column(row)
        cell = row.cells.get(key)
        if cell is not None and key in opened.shown_columns:
            term = Term(operand.sign, opened.table, row, key, cell, book.name, operand.percent)
            made.terms.append(term)
        elif key not in opened.shown_columns:
            _without_column(of, book, opened, key, made)


def _without_column(
    of: Name | Selection, book: OpenBook, opened: OpenTable, key: str, made: _Gathered
) -> None:
    column = book.column(of.table, of.side, key)
    if column is None or column.optional:
        made.absent += 1
    else:
        made.lacking.append(f"“{opened.table.template.title}”中没有找到“{key}”列")


def _row_of(of: Name, opened: OpenTable, hand: Hand) -> Row | None:
    if not of.row and hand.opened is opened:
        return hand.row
    bound = {"": hand.key, ROW: hand.key, BEFORE: hand.before}
    return opened.row(of.side, bound.get(of.row, of.row))


def selected(of: Selection, opened: OpenTable, hand: Hand = NOTHING) -> Iterator[Row]:
    """The rows a selection means."""
    if of.listed:
        rows = (opened.row(of.side, key) for key in of.listed)
        yield from (row for row in rows if row is not None)
        return
    match of.choice:
        case "下级":
            yield from opened.family.get(hand.key if of.parent == ROW else of.parent, ())
        case "末级":
            yield from (row for row in _coded(of, opened) if row.code not in opened.family)
        case "明细":
            yield from (row for row in opened.rows(of.side) if _is_meant(row, of, hand))
        case _:
            digits = DEPTHS.get(of.choice)
            yield from (row for row in _coded(of, opened) if digits == len(row.code))


def _coded(of: Selection, opened: OpenTable) -> Iterator[Row]:
    return (row for row in opened.rows(of.side) if row.code and not row.total)


def _is_meant(row: Row, of: Selection, hand: Hand) -> bool:
    if row.total:
        return False
    bound = {ROW: hand.key, REGION: hand.region}
    return all(
        plain(row.label if column == LABEL else row.texts.get(column, ""))
        == plain(bound.get(value, value))
        for column, value in of.where
    )
