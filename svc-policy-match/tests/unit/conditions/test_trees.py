"""The reference reading: what is true, false and not known of partial answers."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from policies_building import REGISTRY, conditions, known_answers

from svc_policy_match.domain.answers.answers import NONE, Answer, Within, exactly
from svc_policy_match.domain.answers.reading import read_answers
from svc_policy_match.domain.conditions.clauses import clauses_of, truth_of_clauses
from svc_policy_match.domain.conditions.parsing import parse
from svc_policy_match.domain.conditions.trees import Condition, as_written, evaluate, keys
from svc_policy_match.domain.conditions.truth import FALSE, TRUE, UNKNOWN, Truth

REVENUE = {"attr": "revenue", "op": ">=", "value": "1000", "unit": "万元", "period": -1}


def truth(written: dict[str, Any], **said: Any) -> Truth:
    """Of a written condition for written answers."""
    answers = read_answers({key.replace("_at_", "@-"): one for key, one in said.items()}, REGISTRY)
    return evaluate(parse(written, REGISTRY), answers)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"value": "1000", "unit": "万元"}, TRUE),
        ({"value": "9999999.99", "unit": "元"}, FALSE),
        ({"from": "1000", "unit": "万元"}, TRUE),
        ({"from": "900", "to": "1100", "unit": "万元"}, UNKNOWN),
        ({"to": "999", "unit": "万元"}, FALSE),
        ({"none": True}, FALSE),
        ({"unknown": True}, UNKNOWN),
    ],
)
def test_a_threshold_is_met_at_the_bound_and_not_a_cent_below(
    said: dict[str, Any], expected: Truth
) -> None:
    assert truth(REVENUE, revenue_at_1=said) is expected


def test_a_place_further_up_leaves_open_what_lies_below() -> None:
    district = {"attr": "region", "op": "in", "value": ["431202"]}
    assert truth(district, region="431202") is TRUE
    assert truth(district, region="431200") is UNKNOWN
    assert truth(district, region="431221") is FALSE
    assert truth({"attr": "region", "op": "in", "value": ["430000"]}, region="431202") is TRUE


def test_an_honour_brings_those_that_it_implies_and_a_lack_those_that_need_it() -> None:
    special = {"attr": "honours", "op": "has_any", "value": ["special"]}
    giant = {"attr": "honours", "op": "has_any", "value": ["giant"]}
    assert truth(special, honours={"has": ["giant"]}) is TRUE
    assert truth(giant, honours={"has_not": ["special"]}) is FALSE
    assert truth(giant, honours={"has": ["special"]}) is UNKNOWN
    assert truth(giant, honours={"has": ["special"], "all": True}) is FALSE


def test_one_person_who_fulfils_everything_is_enough_and_two_halves_are_not() -> None:
    doctor_under_40 = {
        "exists": "talents",
        "where": {
            "all": [
                {"attr": "degree", "op": "in", "value": ["doctor"]},
                {"attr": "age", "op": "<=", "value": 40, "unit": "岁"},
            ]
        },
    }
    old = {"degree": "doctor", "age": {"value": 41, "unit": "岁"}}
    young = {"degree": "master", "age": {"value": 30, "unit": "岁"}}
    assert truth(doctor_under_40, talents={"people": [old, young], "all": True}) is FALSE
    assert truth(doctor_under_40, talents={"people": [old, young]}) is UNKNOWN
    open_age = {"degree": "doctor"}
    assert truth(doctor_under_40, talents={"people": [open_age], "all": True}) is UNKNOWN


def test_what_is_only_words_is_unknown_until_somebody_confirms_it() -> None:
    written = {"declared": "前一年无重大安全事故", "id": "safe"}
    condition = parse(written, REGISTRY, policy="p1")
    assert evaluate(condition, {}) is UNKNOWN
    assert evaluate(condition, {"declared:p1/safe": True}) is TRUE
    assert evaluate(condition, {"declared:p1/safe": False}) is FALSE


def test_to_be_known_to_have_none_fulfils_only_the_opposite() -> None:
    before: dict[str, Answer] = {"founded_on": NONE}
    written = {"attr": "founded_on", "op": "<=", "value": "2025-01-01"}
    assert evaluate(parse(written, REGISTRY), before) is FALSE
    assert evaluate(parse({"not": written}, REGISTRY), before) is TRUE
    day = exactly(date(2025, 1, 1).toordinal())
    assert evaluate(parse(written, REGISTRY), {"founded_on": day}) is TRUE


def test_a_written_condition_is_found_again_whole() -> None:
    honours = {"attr": "honours", "op": "has_none", "value": ["giant", "hitech"], "id": "h"}
    condition = parse({"all": [honours, {"any": [REVENUE | {"id": "r"}]}]}, REGISTRY)
    found = dict(as_written(condition))
    assert list(found) == ["h", "r"]
    assert evaluate(found["h"], read_answers({"honours": {"all": True}}, REGISTRY)) is TRUE
    assert keys(condition) == {"honours", "revenue@-1"}


@given(conditions, known_answers)
def test_clauses_have_the_truth_of_the_tree(
    condition: Condition, answers: dict[str, Answer]
) -> None:
    clauses = clauses_of(condition, most=10_000)
    assert clauses is not None
    assert truth_of_clauses(clauses, answers) is evaluate(condition, answers)


@given(conditions, known_answers)
def test_to_learn_more_never_turns_a_settled_condition(
    condition: Condition, answers: dict[str, Answer]
) -> None:
    settled = evaluate(condition, answers)
    for key in answers:
        less = {other: one for other, one in answers.items() if other != key}
        assert evaluate(condition, less) in {settled, UNKNOWN}


def test_a_condition_too_wide_for_clauses_is_said_to_be_so() -> None:
    wide = parse(
        {"any": [
            {"all": [
                {"attr": "staff", "op": "=", "value": one, "unit": "人"},
                {"attr": "region", "op": "in", "value": ["431202"]},
            ]}
            for one in range(6)
        ]},
        REGISTRY,
    )  # fmt: skip
    assert clauses_of(wide) is None
    assert evaluate(wide, {"staff": exactly(3), "region": Within("431202")}) is TRUE
