"""A condition as clauses: all of them, in each at least one literal.

Only laws that hold in three values are used (De Morgan, distribution, absorption), so the clauses
have the truth of the tree for every state of knowledge. That a thing or its opposite holds is no
such law: `x or not x` is unknown while x is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from svc_policy_match.domain.answers.answers import Answers
from svc_policy_match.domain.conditions.tests import Window
from svc_policy_match.domain.conditions.trees import All, Condition, Leaf, Not, Test, truth_of
from svc_policy_match.domain.conditions.truth import Truth, all_of, any_of, negated

MOST_CLAUSES = 16


@dataclass(frozen=True, slots=True)
class Literal:
    """A test of one key, or its opposite."""

    key: str
    test: Test
    positive: bool = True

    def truth(self, answers: Answers) -> Truth:
        """Its truth for what is known."""
        value = truth_of(self.key, self.test, answers)
        return value if self.positive else negated(value)


Clause = frozenset[Literal]
Clauses = tuple[Clause, ...]


class TooManyClauses(Exception):
    """More clauses than the cap: such a condition is read as the tree it is."""


def clauses_of(condition: Condition, most: int = MOST_CLAUSES) -> Clauses | None:
    """The clauses, or None where they would be more than `most`."""
    try:
        return tuple(_clauses(condition, positive=True, most=most))
    except TooManyClauses:
        return None


def truth_of_clauses(clauses: Clauses, answers: Answers) -> Truth:
    """The truth all clauses have together."""
    return all_of(any_of(one.truth(answers) for one in clause) for clause in clauses)


def _clauses(condition: Condition, *, positive: bool, most: int) -> list[Clause]:
    if isinstance(condition, Leaf):
        return _of_leaf(condition, positive=positive)
    if isinstance(condition, Not):
        return _clauses(condition.of, positive=not positive, most=most)
    parts = [_clauses(one, positive=positive, most=most) for one in condition.of]
    joined = isinstance(condition, All) is positive
    return _absorbed(_and(parts) if joined else _or(parts, most), most)


def _of_leaf(leaf: Leaf, *, positive: bool) -> list[Clause]:
    """A window with two ends is two literals, one for each end."""
    test = leaf.test
    if isinstance(test, Window) and test.lo is not None and test.hi is not None:
        ends = (Window(lo=test.lo), Window(hi=test.hi))
        literals = [Literal(leaf.key, one, positive) for one in ends]
        return [frozenset({one}) for one in literals] if positive else [frozenset(literals)]
    return [frozenset({Literal(leaf.key, test, positive)})]


def _and(parts: Iterable[list[Clause]]) -> list[Clause]:
    return [clause for part in parts for clause in part]


def _or(parts: Iterable[list[Clause]], most: int) -> list[Clause]:
    """Distributed: one clause of each part, joined, in every combination."""
    found: list[Clause] = [frozenset()]
    for part in parts:
        found = _absorbed([one | other for one in found for other in part], most)
    return found


def residue(clauses: Iterable[Clause], answers: Answers) -> list[Clause]:
    """What is still open: the literals not known yet, of clauses not true, that nothing absorbs.

    Where a condition names each thing once, every literal of it may still turn the condition.
    """
    found = []
    for clause in clauses:
        each = {one: one.truth(answers) for one in clause}
        if Truth.TRUE not in each.values():
            found.append(frozenset(one for one, value in each.items() if value is Truth.UNKNOWN))
    return _minimal(found)


def _absorbed(clauses: Iterable[Clause], most: int) -> list[Clause]:
    """Without those that follow from a smaller one. Refused with TooManyClauses."""
    kept = _minimal(clauses)
    if len(kept) > most:
        raise TooManyClauses
    return kept


def _minimal(clauses: Iterable[Clause]) -> list[Clause]:
    kept: list[Clause] = []
    for clause in sorted(dict.fromkeys(clauses), key=len):
        if not any(one <= clause for one in kept):
            kept.append(clause)
    return kept
