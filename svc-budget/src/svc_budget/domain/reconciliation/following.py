"""Which broken places follow from which: a rule that depends on another is not told twice."""

from collections import defaultdict

from svc_budget.domain.reconciliation.findings import Finding
from svc_budget.domain.reconciliation.rules import Rule

Spot = tuple[str, str, int, int]  # book, sheet, row, column


class Causes:
    """The cells of all places found broken so far, by rule."""

    def __init__(self) -> None:
        self._broken: dict[str, dict[Spot, int]] = defaultdict(dict)
        self._told: set[tuple[str, str, int]] = set()
        self._places = 0

    def of(self, rule: Rule, finding: Finding) -> tuple[tuple[str, ...], bool]:
        """The rules whose broken places share a cell, and whether each was already told of."""
        shared = {
            (other, self._broken[other][spot])
            for other in rule.depends_on
            for spot in spots(finding)
            if spot in self._broken[other]
        }
        keys = {(rule.id, *one) for one in shared}
        known = bool(keys) and keys <= self._told
        self._told |= keys
        self._places += 1
        for spot in spots(finding):
            self._broken[rule.id].setdefault(spot, self._places)
        return tuple(sorted({other for other, _ in shared})), known


def spots(finding: Finding) -> list[Spot]:
    """All cells of a place."""
    cells = [(one.book, one.cell.sheet, one.cell.row, one.cell.column) for one in finding.terms]
    return [*cells, *(("", one.sheet, one.row, one.column) for one in finding.marks)]
