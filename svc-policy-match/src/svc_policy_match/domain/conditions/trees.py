"""Conditions as trees, and the reference reading all others must agree with."""

from collections.abc import Iterator
from dataclasses import dataclass

from svc_policy_match.domain.answers.answers import NONE, Answers, People
from svc_policy_match.domain.conditions.tests import Has, In, Is, Present, Under, Window
from svc_policy_match.domain.conditions.truth import (
    FALSE,
    TRUE,
    UNKNOWN,
    Truth,
    all_of,
    any_of,
    negated,
)


@dataclass(frozen=True, slots=True)
class Exists:
    """One of the people fulfils the condition."""

    where: "Condition"


Test = Window | In | Under | Has | Is | Present | Exists


@dataclass(frozen=True, slots=True)
class Leaf:
    """One thing asked; `sentence` is the policy's own, `leaf_id` that of what was written.

    What was written as one condition may be several leaves with one id: see `as_written`.
    """

    leaf_id: str
    key: str
    test: Test
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class All:
    """Every one."""

    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one."""

    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Not so."""

    of: "Condition"


Condition = All | AnyOf | Not | Leaf


def evaluate(condition: Condition, answers: Answers) -> Truth:
    """The truth of a condition for what is known."""
    if isinstance(condition, Leaf):
        return truth_of(condition.key, condition.test, answers)
    if isinstance(condition, Not):
        return negated(evaluate(condition.of, answers))
    each = (evaluate(one, answers) for one in condition.of)
    return all_of(each) if isinstance(condition, All) else any_of(each)


def truth_of(key: str, test: Test, answers: Answers) -> Truth:
    """The truth of one test; unknown without an answer."""
    answer = answers.get(key)
    if answer is None:
        return UNKNOWN
    return _exists(test, answer) if isinstance(test, Exists) else test.of(answer)


def _exists(test: Exists, answer: object) -> Truth:
    """Whether one of the people fulfils it; others may, unless these are all."""
    if answer is NONE or not isinstance(answer, People):
        return FALSE
    found = any_of(evaluate(test.where, one) for one in answer.known)
    return found if answer.closed or found is TRUE else UNKNOWN


def leaves(condition: Condition) -> Iterator[Leaf]:
    """All leaves, as they are written; what is asked of people is inside its one leaf."""
    if isinstance(condition, Leaf):
        yield condition
    elif isinstance(condition, Not):
        yield from leaves(condition.of)
    else:
        for one in condition.of:
            yield from leaves(one)


def keys(condition: Condition) -> frozenset[str]:
    """All keys it asks for."""
    return frozenset(one.key for one in leaves(condition))


def as_written(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Each condition somebody wrote, by its id: the largest parts whose leaves share one."""
    ids = {one.leaf_id for one in leaves(condition)}
    if len(ids) == 1:
        yield ids.pop(), condition
    elif isinstance(condition, All | AnyOf):
        for one in condition.of:
            yield from as_written(one)
    elif isinstance(condition, Not):
        yield from as_written(condition.of)
