"""What is told to an author before a policy is published."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policies_building import HONOURS, PATHS, REGISTRY, SIZES, conditions
from policy_files import own_registry

from svc_policy_match.domain.answers.answers import (
    NONE,
    Answer,
    OneOf,
    People,
    Within,
    exactly,
    having,
)
from svc_policy_match.domain.benefits.reading import read_benefit
from svc_policy_match.domain.checks.findings import check_condition, check_tiers
from svc_policy_match.domain.checks.possible import always_holds, may_hold
from svc_policy_match.domain.conditions.parsing import parse
from svc_policy_match.domain.conditions.trees import Condition, evaluate
from svc_policy_match.domain.conditions.truth import TRUE

STAFF = {"attr": "staff", "unit": "人"}
AT_LEAST = {**STAFF, "op": ">=", "value": 300}
BELOW = {**STAFF, "op": "<", "value": 300}


def has(code: str) -> dict[str, Any]:
    """Has the honour."""
    return {"attr": "honours", "op": "has_any", "value": [code]}


GIANT_ONLY = {"all": [has("giant"), {"attr": "honours", "op": "has_none", "value": ["special"]}]}
TALENT = {"exists": "talents", "where": {"attr": "age", "op": "<=", "value": 35, "unit": "岁"}}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (AT_LEAST, []),
        ({"all": [AT_LEAST, BELOW]}, ["contradiction"]),
        (GIANT_ONLY, ["contradiction"]),
        ({"any": [AT_LEAST, BELOW]}, ["always_true"]),
        ({**STAFF, "op": ">=", "value": 0}, ["always_true"]),
        ({**STAFF, "op": "<", "value": 0}, ["contradiction"]),
        ({"any": [AT_LEAST, GIANT_ONLY]}, ["dead_branch"]),
        ({"all": [{"attr": "region", "op": "in", "value": ["990102"]},
                  {"attr": "region", "op": "not_in", "value": ["990000"]}]}, ["contradiction"]),
        ({"all": [TALENT, {"not": TALENT}]}, ["not_decided"]),
        ({"declared": "承诺不弄虚作假"}, []),
    ],
)  # fmt: skip
def test_conditions_that_say_nothing_or_too_much(condition: Any, expected: list[str]) -> None:
    found = check_condition(parse(condition, own_registry()), own_registry())
    assert [one.code for one in found] == expected


def tiers(*bounds: tuple[int, int]) -> Any:
    """A fixed sum for staff between each two bounds, both included."""
    each = [
        {"when": {**STAFF, "op": "between", "value": list(one)},
         "benefit": {"kind": "fixed", "amount": "1", "unit": "万元"}} for one in bounds
    ]  # fmt: skip
    return read_benefit({"kind": "tiered", "tiers": each}, own_registry())


def test_tiers_that_meet_in_one_number_overlap() -> None:
    assert check_tiers(tiers((1, 9), (10, 19)), own_registry()) == []
    found = check_tiers(tiers((1, 10), (10, 19)), own_registry())
    assert [one.code for one in found] == ["tiers_overlap"]
    assert "第 1 档与第 2 档" in found[0].message


EXACT = st.fixed_dictionaries({
    "region": st.sampled_from(("431202", "431221")).map(Within),
    "industry": st.sampled_from(PATHS["industry"][1:]).map(Within),
    "size": st.sampled_from(SIZES).map(lambda one: OneOf(frozenset({one}))),
    "staff": st.integers(0, 6).map(exactly),
    "revenue@-1": st.one_of(st.just(NONE), st.integers(0, 6).map(exactly)),
    "honours": st.frozensets(st.sampled_from(HONOURS)).map(
        lambda one: having(REGISTRY["honours"], one, closed=True)),
    "listed": st.booleans(),
    "talents": st.just(People((), closed=True)),
})  # fmt: skip


@given(conditions, EXACT)
def test_what_somebody_fulfils_is_never_called_impossible(
    condition: Condition, answers: dict[str, Answer]
) -> None:
    truth = evaluate(condition, answers)
    if truth is TRUE:
        assert may_hold(condition, REGISTRY) is not False
    elif NONE not in answers.values():
        assert always_holds(condition, REGISTRY) is not True
