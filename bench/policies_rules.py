"""A condition in the plain form that is handed to other engines: lists of what they all have."""

from typing import Any

from policies_people import fact_name

from svc_policy_match.domain.conditions.tests import Has, In, Is, Under, Window
from svc_policy_match.domain.conditions.trees import All, Condition, Leaf, Not

Rule = list[Any]


class NotForOthers(Exception):
    """A test the other engines were given no words for."""


def rule_of(condition: Condition) -> Rule:
    """`["all", ...]`, `["any", ...]`, `["not", rule]` or one test of one fact."""
    if isinstance(condition, Leaf):
        return _of_leaf(condition)
    if isinstance(condition, Not):
        return ["not", rule_of(condition.of)]
    return _joined("all" if isinstance(condition, All) else "any", map(rule_of, condition.of))


def _joined(word: str, rules: Any) -> Rule:
    each = list(rules)
    return each[0] if len(each) == 1 else [word, *each]


def _of_leaf(leaf: Leaf) -> Rule:
    fact = fact_name(leaf.key)
    match leaf.test:
        case Window(lo, hi):
            ends = (("least", lo), ("most", hi))
            return _joined("all", ([word, fact, end] for word, end in ends if end is not None))
        case In(codes):
            return ["in", fact, sorted(codes)]
        case Under(paths):
            return _joined("any", _by_level(fact, paths))
        case Has(code):
            return ["yes", f"honour_{code}"]
        case Is():
            return ["yes", fact]
    raise NotForOthers(leaf)


def _by_level(fact: str, paths: frozenset[str]) -> list[Rule]:
    longs = sorted({len(one) for one in paths})
    return [
        ["in", f"{fact}_{long}", sorted(one for one in paths if len(one) == long)] for long in longs
    ]
