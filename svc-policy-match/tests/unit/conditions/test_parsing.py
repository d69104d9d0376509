"""Conditions and answers as they are written: everything wrong is named at once."""

from typing import Any

import pytest
from policies_building import ENTRIES, REGISTRY

from shared.refusals import FieldError
from svc_policy_match.domain.answers.answers import AnswersUnsound
from svc_policy_match.domain.answers.reading import read_answers
from svc_policy_match.domain.attributes.reading import read_registry
from svc_policy_match.domain.attributes.values import written
from svc_policy_match.domain.conditions.parsing import MOST_LEAVES, ConditionUnsound, parse

STAFF = {"attr": "staff", "op": "<=", "value": 300, "unit": "人"}


def errors_of(condition: Any) -> dict[str, str]:
    """What is refused of a condition: pointer to code."""
    with pytest.raises(ConditionUnsound) as refused:
        parse(condition, REGISTRY)
    return codes(refused.value.errors)


def codes(errors: list[FieldError]) -> dict[str, str]:
    """By pointer."""
    return {one.pointer: one.code for one in errors}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ([], {"#/condition": "no_condition"}),
        ({"all": []}, {"#/condition/all": "empty"}),
        ({"attr": "profit", "op": ">", "value": 1}, {"#/condition/attr": "unknown_attribute"}),
        (STAFF | {"unit": "万元"}, {"#/condition/value": "wrong_unit"}),
        (STAFF | {"op": "in"}, {"#/condition/value": "unknown_operator"}),
        (STAFF | {"value": "many"}, {"#/condition/value": "no_number"}),
        (STAFF | {"value": True}, {"#/condition/value": "no_number"}),
        (STAFF | {"value": "1.5"}, {"#/condition/value": "too_many_decimals"}),
        (STAFF | {"value": "1e30"}, {"#/condition/value": "too_large"}),
        (STAFF | {"period": -1}, {"#/condition/period": "not_yearly"}),
        (STAFF | {"weight": 3}, {"#/condition": "unknown_member"}),
        (
            STAFF | {"op": "between", "value": [9, 3]},
            {"#/condition/value": "interval_reversed"},
        ),
        (
            {"attr": "revenue", "op": ">", "value": 1, "unit": "元"},
            {"#/condition/period": "period_missing"},
        ),
        (
            {"attr": "region", "op": "in", "value": ["999999"]},
            {"#/condition/value": "unknown_code"},
        ),
        ({"exists": "staff", "where": STAFF}, {"#/condition/exists": "unknown_attribute"}),
        ({"declared": " "}, {"#/condition/declared": "empty"}),
    ],
)
def test_what_is_wrong_is_named_where_it_stands(condition: Any, expected: dict[str, str]) -> None:
    assert errors_of(condition) == expected


def test_everything_wrong_is_named_at_once() -> None:
    condition = {"all": [STAFF | {"unit": "元"}, {"any": [{"attr": "x"}, STAFF]}, {"not": 3}]}
    assert errors_of(condition) == {
        "#/condition/all/0/value": "wrong_unit",
        "#/condition/all/1/any/0/attr": "unknown_attribute",
        "#/condition/all/2/not": "no_condition",
    }


def test_ten_thousand_conditions_are_refused_with_one_sentence() -> None:
    found = errors_of({"all": [STAFF] * 10_000})
    assert found == {f"#/condition/all/{MOST_LEAVES}": "too_many_conditions"}


def test_conditions_nested_without_end_are_refused() -> None:
    condition: dict[str, Any] = STAFF
    for _ in range(500):
        condition = {"not": condition}
    assert set(errors_of(condition).values()) == {"too_deep"}


def test_answers_are_refused_together_with_what_to_write_instead() -> None:
    said = {
        "staff": {"from": 9, "to": 3, "unit": "人"}, "revenue": {"value": 3, "unit": "元"},
        "size": "huge", "honours": {"has": ["giant"], "has_not": ["special"]}, "profit": 3,
        "listed": "yes", "region": ["431202", "431221"],
    }  # fmt: skip
    with pytest.raises(AnswersUnsound) as refused:
        read_answers(said, REGISTRY)
    assert codes(refused.value.errors) == {
        "#/answers/staff": "interval_reversed", "#/answers/revenue": "wrong_period",
        "#/answers/size": "unknown_code", "#/answers/honours": "both",
        "#/answers/profit": "unknown_attribute", "#/answers/listed": "no_flag",
        "#/answers/region": "several_codes",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "number", "text"),
    [
        ("revenue", 1_000_000_000, "1,000 万元"), ("revenue", 123, "1.23 元"),
        ("revenue", 25_000_000_000_00, "250 亿元"), ("research_share", 240, "2.4 %"),
        ("staff", 300, "300 人"), ("founded_on", 738_000, "2021-07-29"),
    ],
)  # fmt: skip
def test_numbers_are_written_back_as_people_read_them(key: str, number: int, text: str) -> None:
    assert written(REGISTRY[key], number) == text


def test_a_registry_with_a_slip_is_refused_by_the_entry() -> None:
    with pytest.raises(ValueError, match="attribute staff is there twice"):
        read_registry([*ENTRIES, {"code": "staff", "title": "人", "kind": "number"}])
    with pytest.raises(ValueError, match="attribute x: unknown colour"):
        read_registry([{"code": "x", "title": "x", "kind": "flag", "colour": "red"}])
    circle = {"a": ["b"], "b": ["a"]}
    with pytest.raises(ValueError, match=r"attribute h: . implies itself"):
        read_registry([
            {"code": "h", "title": "h", "kind": "codes", "codes": {"a": "", "b": ""},
             "implies": circle}
        ])  # fmt: skip
