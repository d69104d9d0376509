"""Totals and classes against what lies below them: 合计 = Σ类, 类 = Σ款, 款 = Σ项.

Only where there is something below. A code whose own parent has no row counts under the nearest
one that has; rows of one code (a table that lists unit after unit) count together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from svc_budget.domain.reconciliation.comparisons import compared
from svc_budget.domain.reconciliation.existence import not_there
from svc_budget.domain.reconciliation.findings import Finding, Side, Term
from svc_budget.domain.reconciliation.quickly import decided
from svc_budget.domain.reconciliation.shelf import OpenTable, Shelf
from svc_budget.domain.reconciliation.tolerances import Tolerance
from svc_budget.domain.workbooks.books import Row

Rows = Sequence[Row]
LEVELS = {3: "类", 5: "款", 7: "项", 9: "目"}


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """All columns of amounts of one side of a table."""

    table: str
    side: str
    columns: tuple[str, ...]
    total: str = ""  # the line that is the sum of the classes; "" when there is none
    among: tuple[str, ...] = ()  # the classes it is the sum of; () is all
    tolerance: Tolerance = Tolerance.ROUNDING

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for each parent and column."""
        opened = shelf.own.table(self.table)
        if opened is None:
            yield not_there(shelf.own, self.table)
            return
        columns = [one for one in self.columns if one in opened.shown_columns]
        for parents, children in self._families(opened):
            words = _words(children)
            for column in columns:
                yield self._of(opened, parents, children, column, words)

    def _families(self, opened: OpenTable) -> Iterator[tuple[Rows, Rows]]:
        total = opened.row(self.side, self.total) if self.total else None
        top = [one for one in opened.family.get("", ()) if not self.among or one.code in self.among]
        if total is not None and top:
            yield (total,), top
        for code, children in opened.family.items():
            parents = opened.coded.get((self.side, code)) if code else None
            if parents:
                yield parents, children

    def _of(
        self, opened: OpenTable, parents: Rows, children: Rows, column: str, words: str
    ) -> Finding:
        parts = [(1, row.cells[column]) for row in parents if column in row.cells]
        parts += [(-1, row.cells[column]) for row in children if column in row.cells]
        quick = decided(opened.table, parts, self.tolerance)
        if quick is not None:
            return quick
        left = Side(_terms(opened, parents, column))
        right = Side(_terms(opened, children, column), words=words)
        return compared(left, "=", right, self.tolerance)


def _terms(opened: OpenTable, rows: Sequence[Row], column: str) -> tuple[Term, ...]:
    return tuple(
        Term(1, opened.table, row, column, cell)
        for row in rows
        if (cell := row.cells.get(column)) is not None
    )


def _words(children: Sequence[Row]) -> str:
    level = LEVELS.get(len(children[0].code), "级科目")
    return f"其下各{level}之和" if level != "类" else "各类之和"
