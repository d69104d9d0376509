"""Two sides compared: at one place, or for every row and column a statement speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass

from svc_budget.domain.reconciliation.evaluation import (
    DEPTHS,
    NOTHING,
    Hand,
    evaluate,
)
from svc_budget.domain.reconciliation.expressions import Relation
from svc_budget.domain.reconciliation.findings import Finding, Side, State
from svc_budget.domain.reconciliation.names import Selection
from svc_budget.domain.reconciliation.shelf import Shelf
from svc_budget.domain.reconciliation.tolerances import Tolerance, allowed
from svc_budget.domain.workbooks.books import Row

ALL = "全部"
CHOSEN = (ALL, "明细", "合计", "科目", *DEPTHS)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A relation, for every row of some tables (each key once) and every column named."""

    relation: Relation
    tolerance: Tolerance = Tolerance.ROUNDING
    rows: tuple[Selection, ...] = ()
    only: str = ALL  # of the rows: 类, 款, 项, 科目, 明细, 合计
    columns: tuple[str, ...] = ()

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for each."""
        for hand in self.hands(shelf) if self.rows else (NOTHING,):
            for column in self.columns or ("",):
                yield self.at(shelf, hand, column)

    def at(self, shelf: Shelf, hand: Hand, column: str = "") -> Finding:
        """What is found at one row and column."""
        at = Hand(hand.opened, hand.row, hand.key, column, hand.before, shelf.region)
        left = evaluate(self.relation.left, shelf, at)
        right = evaluate(self.relation.right, shelf, at)
        return compared(left, self.relation.sign, right, self.tolerance)

    def hands(self, shelf: Shelf) -> Iterator[Hand]:
        """The rows it is made for, one after the other."""
        seen: set[str] = set()
        several, before = len(self.rows) > 1, ""
        for of in self.rows:
            for book in shelf.books(of.place):
                opened = book.table(of.table)
                if opened is None:
                    continue
                for row in opened.rows(of.side):
                    key = row.code or row.key
                    if chosen(row, self.only) and not (several and key in seen):
                        seen.add(key)
                        yield Hand(opened, row, key, before=before)
                        before = key


def chosen(row: Row, only: str) -> bool:
    """Whether a row is of those meant."""
    match only:
        case "全部":
            return True
        case "明细":
            return not row.total
        case "合计":
            return row.total
        case "科目":
            return bool(row.code)
        case _:
            return len(row.code) == DEPTHS[only]


def compared(left: Side, sign: str, right: Side, tolerance: Tolerance) -> Finding:
    """How two sides stand to each other.

    Blank counts as nothing only beside something that is stated. What a form ought to have and
    does not counts so too, but a difference is not held against it: it is missing data.
    """
    terms = (*left.terms, *right.terms)
    if any(one.cell.fault for one in terms):
        return Finding(State.UNREAD, left, right, sign)
    if left.missing or right.missing:
        return Finding(State.MISSING, left, right, sign, note=(*left.missing, *right.missing)[0])
    if _need_not_be(left) or _need_not_be(right):
        return Finding(State.ABSENT, left, right, sign)
    lacking = (*left.lacking, *right.lacking)
    if _nothing(left, sign, right):
        state = State.MISSING if lacking else State.BLANK if terms else State.ABSENT
        due = state is State.BLANK and not any(one.table.template.may_be_empty for one in terms)
        note = lacking[0] if lacking else ""
        return Finding(state, left, right, sign, note=note, due=due)
    difference = left.total - right.total
    margin = allowed(tolerance, [one.table.quantum for one in terms if one.cell.amount is not None])
    if _holds(difference, sign, 0):
        state = State.HELD
    elif _holds(difference, sign, margin):
        state = State.ROUNDED
    else:
        state = State.MISSING if lacking else State.BROKEN
    note = lacking[0] if state is State.MISSING else ""
    return Finding(state, left, right, sign, difference, margin, note=note)


def _nothing(left: Side, sign: str, right: Side) -> bool:
    if sign == "<=" and not left.stated:
        return True
    if sign == ">=" and not right.stated:
        return True
    cells = [one for one in (left, right) if not one.fixed]
    return not any(one.stated for one in cells)


def _need_not_be(side: Side) -> bool:
    """Whether all it names is what the book need not have."""
    return bool(side.absent) and not (side.terms or side.lacking)


def _holds(difference: int, sign: str, margin: int) -> bool:
    if sign == "<=":
        return difference <= margin
    if sign == ">=":
        return difference >= -margin
    return -margin <= difference <= margin
