"""Whether a condition can hold for anybody: exact over its clauses, or honestly not decided.

A literal asks one key, so what clauses leave of a key is a set of values; a few stand for all: of
ordered keys those at and beside every bound, of others each code. Numbers are not below nothing,
except those that may be. Attributes are taken as free of one another: that a size follows from
staff is not looked at.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, combinations

from svc_policy_match.domain.answers.answers import (
    NONE,
    Answer,
    OneOf,
    People,
    Within,
    exactly,
    having,
)
from svc_policy_match.domain.attributes.attributes import Attribute, Kind, Registry
from svc_policy_match.domain.benefits.reading import SIGNED
from svc_policy_match.domain.conditions.clauses import Clause, Literal, clauses_of
from svc_policy_match.domain.conditions.tests import Has, Window
from svc_policy_match.domain.conditions.trees import Condition, Exists, Not
from svc_policy_match.domain.conditions.truth import TRUE

MOST_CLAUSES = 64
MOST_STEPS = 20_000
MOST_HONOURS = 10
Left = Mapping[str, tuple[Answer, ...]]


class NotDecided(Exception):
    """Deciding it would take too long, or is beyond what is looked at."""


def may_hold(condition: Condition, registry: Registry, *, with_none: bool = True) -> bool | None:
    """Whether some complete profile fulfils it; None is not decided.

    `with_none`: profiles without such a value count as well.
    """
    clauses = clauses_of(condition, MOST_CLAUSES)
    if clauses is None:
        return None
    try:
        literals = {one for clause in clauses for one in clause}
        left = _values(literals, registry, (NONE,) if with_none else ())
        return _Search(registry).holds(sorted(clauses, key=len), left)
    except NotDecided:
        return None


def always_holds(condition: Condition, registry: Registry) -> bool | None:
    """Whether every profile that has all values fulfils it; None is not decided."""
    found = may_hold(Not(condition), registry, with_none=False)
    return None if found is None else not found


class _Search:
    """A literal of every clause, such that of every key some value is left."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.steps = 0

    def holds(self, clauses: list[Clause], left: Left) -> bool:
        """Refused with NotDecided after too many steps."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise NotDecided
        if not clauses:
            return True
        for literal in clauses[0]:
            kept = self._kept(literal, left)
            if kept is not None and self.holds(clauses[1:], kept):
                return True
        return False

    def _kept(self, literal: Literal, left: Left) -> Left | None:
        if isinstance(literal.test, Exists):
            return left if self._somebody(literal) else None
        key = literal.key
        kept = tuple(one for one in left[key] if literal.truth({key: one}) is TRUE)
        return {**left, key: kept} if kept else None

    def _somebody(self, literal: Literal) -> bool:
        """Persons may be different ones, so each such condition stands alone."""
        people = self.registry.of_key(literal.key)
        if not literal.positive or people is None or not isinstance(literal.test, Exists):
            raise NotDecided
        found = may_hold(literal.test.where, Registry(people.members))
        if found is None:
            raise NotDecided
        return found


def _values(literals: Iterable[Literal], registry: Registry, none: tuple[Answer, ...]) -> Left:
    asked: dict[str, list[Literal]] = {}
    for one in literals:
        asked.setdefault(one.key, []).append(one)
    return {key: (*none, *_of_key(registry.of_key(key), each)) for key, each in asked.items()}


def _of_key(attribute: Attribute | None, asked: list[Literal]) -> Iterator[Answer]:
    """A key of no attribute is what somebody declares: yes or no."""
    if attribute is None or attribute.kind is Kind.FLAG:
        return iter((True, False))
    of = _OF_KIND.get(attribute.kind)
    return iter(()) if of is None else of(attribute, asked)


def _numbers(attribute: Attribute, asked: list[Literal]) -> Iterator[Answer]:
    windows = [one.test for one in asked if isinstance(one.test, Window)]
    ends = {end for one in windows for end in (one.lo, one.hi) if end is not None} or {0}
    lowest = min(ends) - 1 if attribute.code in SIGNED else 0
    near = {end + step for end in ends for step in (-1, 0, 1)}
    return (exactly(one) for one in sorted(near | {0}) if one >= lowest)


def _choices(attribute: Attribute, _: list[Literal]) -> Iterator[Answer]:
    return (OneOf(frozenset({one})) for one in attribute.codes)


def _places(attribute: Attribute, _: list[Literal]) -> Iterator[Answer]:
    """Those deepest in the tree: a profile that is complete names one of them."""
    paths = sorted(attribute.paths.values())
    return (
        Within(one)
        for one, after in zip(paths, [*paths[1:], ""], strict=True)
        if not after.startswith(one)
    )


def _honours(attribute: Attribute, asked: list[Literal]) -> Iterator[Answer]:
    """Of codes nobody asks for one stands for all."""
    named = {one.test.code for one in asked if isinstance(one.test, Has)}
    codes = [*sorted(named), *sorted(set(attribute.codes) - named)[:1]]
    if len(codes) > MOST_HONOURS:
        raise NotDecided
    subsets = chain.from_iterable(combinations(codes, n) for n in range(len(codes) + 1))
    return (having(attribute, one, closed=True) for one in subsets)


def _people(_: Attribute, __: list[Literal]) -> Iterator[Answer]:
    return iter((People((), closed=True),))


_OF_KIND: Mapping[Kind, Callable[[Attribute, list[Literal]], Iterator[Answer]]] = {
    Kind.NUMBER: _numbers,
    Kind.DATE: _numbers,
    Kind.CHOICE: _choices,
    Kind.TREE: _places,
    Kind.CODES: _honours,
    Kind.PEOPLE: _people,
}
