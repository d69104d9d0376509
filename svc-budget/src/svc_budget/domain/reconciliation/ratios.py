"""Rates a table states itself: a part over a whole, or growth over a year before, in percent."""

from collections.abc import Iterator
from dataclasses import dataclass

from svc_budget.domain.reconciliation.evaluation import Hand, evaluate
from svc_budget.domain.reconciliation.expressions import Expression, Operand
from svc_budget.domain.reconciliation.findings import Finding, Side, State
from svc_budget.domain.reconciliation.names import Name, Selection
from svc_budget.domain.reconciliation.rates import Rate, rate, shown_rate
from svc_budget.domain.reconciliation.sentences import named, told
from svc_budget.domain.reconciliation.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Ratio:
    """For every row of a table: what is stated is the part over the whole."""

    rows: Selection
    stated: Name
    part: Name
    whole: Name
    growth: bool = False

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for each row."""
        for book in shelf.books(self.rows.place):
            opened = book.table(self.rows.table)
            for row in () if opened is None else opened.rows(self.rows.side):
                yield self._of(shelf, Hand(opened, row, row.code or row.key))

    def _of(self, shelf: Shelf, hand: Hand) -> Finding:
        stated, part, whole = (
            evaluate(Expression("", (Operand(1, one),)), shelf, hand)
            for one in (self.stated, self.part, self.whole)
        )
        right = Side((*part.terms, *whole.terms))
        if any(one.cell.fault for one in (*stated.terms, *right.terms)):
            return Finding(State.UNREAD, stated, right)
        if not stated.stated:
            return Finding(State.BLANK if stated.terms else State.ABSENT)
        if part.missing or whole.missing:
            return Finding(State.ABSENT)  # a rate over what is not at hand cannot be judged
        if not (part.stated and whole.stated):
            return Finding(State.BLANK)
        return self._judged(stated, part, whole)

    def _judged(self, stated: Side, part: Side, whole: Side) -> Finding:
        of, over = part.terms[0], whole.terms[0]
        right = Side((of, over))
        if whole.total == 0:
            remark = f"{named(stated.terms[0])}，但{named(over)}为零，不能计算比率"
            return Finding(State.BROKEN, stated, right, remark=remark)
        quanta = (of.table.quantum, over.table.quantum)
        reckoned = rate(part.total, whole.total, quanta, growth=self.growth)
        said = Rate.stated(stated.terms[0].cell.raw, stated.total)
        if reckoned.agrees(said):
            return Finding(State.HELD, stated, right)
        way = "相比上年增长" if self.growth else "相除"
        remark = (
            f"{named(stated.terms[0])} {shown_rate(stated.total)}，按{told(of)}与{told(over)}"
            f"{way}应为 {shown_rate(reckoned.value)}"
        )
        return Finding(State.BROKEN, stated, right, sign="%", remark=remark)
