"""Which one cell, if it were another amount, would mend several broken equalities at once.

A cell is suspected when every broken equality it stands in wants the same change of it and no
equality it stands in holds: the rule that fails says where, the cells it shares say which.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from svc_budget.domain.reconciliation.findings import Finding, State, Term

ENOUGH = 2  # broken equalities that point to one cell
Key = tuple[str, str, int, int]  # book, sheet, row, column
HELD = (State.HELD, State.ROUNDED)


def key_of(term: Term) -> Key:
    """A cell's identity."""
    return (term.book, term.cell.sheet, term.cell.row, term.cell.column)


class Suspects:
    """The evidence of all findings of one check."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        broken = [one for one in findings if one.sign == "=" and one.state is State.BROKEN]
        cleared = _cleared(findings) if broken else frozenset()
        self._changes = {
            key: change
            for key, wanted in _wanted(broken).items()
            if key not in cleared and (change := _agreed(wanted)) is not None
        }

    def of(self, finding: Finding) -> tuple[Term, int] | None:
        """The cell most of all suspected at a place, and the amount it should have."""
        found = [
            (self._changes[key][1], term)
            for term in finding.terms
            if (key := key_of(term)) in self._changes
        ]
        if not found:
            return None
        most = max(count for count, _ in found)
        best = [term for count, term in found if count == most]
        if most < ENOUGH or len({key_of(term) for term in best}) > 1:
            return None
        change, _ = self._changes[key_of(best[0])]
        return best[0], (best[0].cell.amount or 0) + change


def _cleared(findings: Iterable[Finding]) -> frozenset[Key]:
    """The cells of all equalities that hold."""
    held = [one for one in findings if one.sign == "=" and one.state in HELD]
    return frozenset(
        (*(key_of(term) for one in held for term in one.terms),
         *(("", cell.sheet, cell.row, cell.column) for one in held for cell in one.cells))
    )  # fmt: skip


def _wanted(broken: Iterable[Finding]) -> Mapping[Key, list[tuple[int, int]]]:
    found: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    for one in broken:
        for side, way in ((one.left, -1), (one.right, 1)):
            for term in side.terms:
                if term.percent is None:
                    change = way * term.sign * one.difference
                    found[key_of(term)].append((change, one.tolerance))
    return found


def _agreed(wanted: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The change all ask for and how many do; None when they ask for different ones."""
    first, room = wanted[0]
    if all(abs(change - first) <= room + margin for change, margin in wanted):
        closest = min(wanted, key=lambda one: one[1])
        return closest[0], len(wanted)
    return None
