"""Near misses: the cheapest set of failing conditions, with the gap and its unit."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policies_building import REGISTRY, conditions, known_answers

from svc_policy_match.domain.answers.reading import read_answers
from svc_policy_match.domain.conditions.parsing import parse
from svc_policy_match.domain.conditions.trees import as_written, evaluate
from svc_policy_match.domain.conditions.truth import FALSE
from svc_policy_match.domain.explaining.near_misses import NearMiss, near_miss
from svc_policy_match.domain.explaining.reasons import reasons
from svc_policy_match.domain.explaining.settling import settling


def leaf(attr: str, op: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"attr": attr, "op": op, "value": value, "sentence": f"{attr} {op} {value}", **more}


SHARE = leaf("research_share", ">=", 3, unit="%", period=-1)
STAFF = leaf("staff", ">=", 20, unit="人")
REVENUE = leaf("revenue", ">=", 1000, unit="万元", period=-1)


def missed(condition: dict[str, Any], **said: Any) -> NearMiss | None:
    answers = read_answers({key.replace("__", "@-"): one for key, one in said.items()}, REGISTRY)
    return near_miss(parse(condition, REGISTRY), answers, REGISTRY)


def test_a_share_is_short_of_points_of_a_hundred() -> None:
    found = missed({"all": [SHARE, STAFF]}, research_share__1={"value": "2.4", "unit": "%"})

    assert found is not None
    (gap,) = found.gaps
    assert (gap.title, gap.now, gap.wanted) == ("上一年度研发占比", "2.4 %", "不低于 3 %")
    assert gap.short_by == "还差 0.6 个百分点"


def test_a_sum_is_short_of_money() -> None:
    found = missed(REVENUE, revenue__1={"value": "800", "unit": "万元"})

    assert found is not None
    assert found.gaps[0].short_by == "还差 200 万元"


def test_of_alternatives_the_nearest_is_told() -> None:
    condition = {"any": [{"all": [SHARE, STAFF]}, REVENUE]}
    said = {
        "research_share__1": {"value": "2.9", "unit": "%"},
        "staff": {"value": 2, "unit": "人"},
        "revenue__1": {"value": 999, "unit": "万元"},
    }
    found = missed(condition, **said)

    assert found is not None
    assert [one.key for one in found.gaps] == ["revenue@-1"]


def test_what_is_unknown_costs_nothing_and_is_not_told_as_missing() -> None:
    found = missed({"all": [SHARE, STAFF]}, staff={"value": 19, "unit": "人"})

    assert found is not None
    assert [one.key for one in found.gaps] == ["staff"]


def test_of_two_bounds_on_one_figure_the_higher_is_what_is_wanted() -> None:
    higher = leaf("staff", ">=", 50, unit="人")
    found = missed({"all": [STAFF, higher]}, staff={"value": 10, "unit": "人"})

    assert found is not None
    (gap,) = found.gaps
    assert (gap.wanted, gap.short_by) == ("不低于 50 人", "还差 40 人")


def test_an_upper_bound_is_gone_beyond() -> None:
    found = missed(leaf("staff", "<=", 300, unit="人"), staff={"value": 310, "unit": "人"})

    assert found is not None
    assert found.gaps[0].short_by == "超出 10 人"


def test_an_honour_is_named() -> None:
    found = missed(leaf("honours", "has_any", ["hitech"]), honours={"all": True})

    assert found is not None
    assert (found.gaps[0].now, found.gaps[0].wanted) == ("无", "高新技术企业")


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (leaf("region", "in", ["431202"]), {"region": "431221"}),
        (leaf("industry", "in", ["C"]), {"industry": "51"}),
        (leaf("founded_on", ">=", "2020-01-01"), {"founded_on": "2019-01-01"}),
        (STAFF, {}),
        (STAFF, {"staff": {"value": 20, "unit": "人"}}),
    ],
    ids=["another place", "another trade", "another day", "nothing known", "fulfilled"],
)
def test_what_cannot_be_made_up_for_is_no_near_miss(
    condition: dict[str, Any], said: dict[str, Any]
) -> None:
    assert missed(condition, **said) is None


@given(conditions, known_answers)
def test_a_near_miss_fails_and_names_conditions_that_fail(condition: Any, answers: Any) -> None:
    found = near_miss(condition, answers, REGISTRY)

    if found is not None:
        assert evaluate(condition, answers) is FALSE
        assert found.gaps
    each = reasons(condition, answers, REGISTRY)
    assert [one.truth for one in each] == [
        evaluate(part, answers) for _, part in as_written(condition)
    ]


@given(conditions, known_answers, st.data())
def test_only_what_is_named_can_settle(condition: Any, answers: Any, data: st.DataObject) -> None:
    named = {one.key for one in settling(condition, answers, REGISTRY)}
    more = data.draw(known_answers)
    beside = {key: one for key, one in more.items() if key not in named | set(answers)}

    assert evaluate(condition, {**answers, **beside}) is evaluate(condition, answers)
