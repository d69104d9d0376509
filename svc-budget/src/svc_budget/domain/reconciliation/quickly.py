"""Sums within one table decided from their cells alone: nearly all places of a book hold.

What does not hold, or has anything unusual about it, is left to the full comparison.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from svc_budget.domain.reconciliation.comparisons import Comparison
from svc_budget.domain.reconciliation.findings import BLANK, BLANK_AND_DUE, Finding, State
from svc_budget.domain.reconciliation.shelf import OpenTable, Shelf
from svc_budget.domain.reconciliation.tolerances import PAIR, Tolerance
from svc_budget.domain.workbooks.books import Cell, Table

Signed = tuple[int, Cell]


def decided(table: Table, parts: Sequence[Signed], tolerance: Tolerance) -> Finding | None:
    """Whether cells with their signs add up to nothing; None when it takes a closer look."""
    total, stated = 0, 0
    for sign, cell in parts:
        if cell.fault:
            return None
        if cell.amount is not None:
            total += sign * cell.amount
            stated += 1
    if not stated:
        return BLANK if table.template.may_be_empty else BLANK_AND_DUE
    if total == 0:
        return Finding(State.HELD, cells=[cell for _, cell in parts])
    if tolerance is Tolerance.EXACT:
        return None
    margin = table.quantum if stated == PAIR else stated * table.quantum // 2
    if -margin <= total <= margin:
        return Finding(State.ROUNDED, cells=[cell for _, cell in parts])
    return None


@dataclass(frozen=True, slots=True)
class RowSums:
    """An equality of columns of one row, for every row of a table."""

    columns: tuple[tuple[int, str], ...]  # those of the right side with their sign turned
    in_full: Comparison

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for each row."""
        for hand in self.in_full.hands(shelf):
            quick = None
            if hand.opened is not None and hand.row is not None:
                quick = self._quickly(hand.opened, hand.row.cells)
            yield quick or self.in_full.at(shelf, hand)

    def _quickly(self, opened: OpenTable, cells: Mapping[str, Cell]) -> Finding | None:
        shown = opened.shown_columns
        parts = [
            (sign, cells[column])
            for sign, column in self.columns
            if column in cells and column in shown
        ]
        left = len(parts) > 1 and self.columns[0][1] in shown
        return decided(opened.table, parts, self.in_full.tolerance) if left else None
