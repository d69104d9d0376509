"""Policies as they are delivered: each gives its test profiles the verdicts it states."""

from decimal import Decimal
from typing import Any

import pytest
from policy_files import HERE, TRUTHS, judged, own_registry, policies_in, read_yaml

from svc_policy_match.domain.benefits.reading import read_benefit
from svc_policy_match.domain.benefits.spans import Money
from svc_policy_match.domain.benefits.stacking import best_combination
from svc_policy_match.domain.benefits.stacking_reading import read_stacking
from svc_policy_match.domain.checks.findings import check_condition, check_tiers
from svc_policy_match.domain.conditions.parsing import parse
from svc_policy_match.domain.conditions.trees import leaves

REAL = policies_in("real")
DEMO = policies_in("policies")
DISTRICT = policies_in("hecheng")
ALL = REAL + DEMO + DISTRICT
CASES = [(policy, profile) for policy in ALL for profile in policy["profiles"]]


@pytest.mark.parametrize(
    ("policy", "profile"), CASES, ids=[f"{one['code']} {two['title']}" for one, two in CASES]
)
def test_every_profile_gets_the_verdict_stated(
    policy: dict[str, Any], profile: dict[str, Any]
) -> None:
    verdict, gives = judged(policy, profile)
    assert verdict is TRUTHS[profile["verdict"]]
    if "worth" in profile:
        lo, hi = (int(Decimal(one) * 100) for one in profile["worth"])
        assert gives == Money(lo, hi)


def test_there_are_profiles_enough() -> None:
    assert len(REAL) == 6
    assert all(len(one["profiles"]) >= 6 for one in REAL)
    assert len(DEMO) >= 60
    assert all(len(one["profiles"]) >= 3 for one in DEMO)
    assert len({one["code"] for one in ALL}) == len(ALL)


@pytest.mark.parametrize("policy", ALL, ids=lambda one: one["code"])
def test_every_condition_has_its_sentence_and_nothing_is_found_wrong(
    policy: dict[str, Any],
) -> None:
    registry = own_registry()
    condition = parse(policy["condition"], registry, policy["code"])
    assert all(one.sentence for one in leaves(condition))
    assert check_condition(condition, registry) == []
    assert [
        one.code for one in check_tiers(read_benefit(policy["benefit"], registry), registry)
    ] == policy.get("known_findings", [])


def test_invented_policies_are_of_the_made_up_place_and_say_so() -> None:
    for one in DEMO:
        assert one["invented"] is True
        assert one["region"].startswith("99"), one["code"]


def test_the_districts_policy_leads_from_its_fund_to_its_matter_and_is_invented_too() -> None:
    (one,) = DISTRICT
    assert one["invented"] is True
    assert one["region"] == "431202"
    assert one["fund_id"]
    assert one["matter"]
    assert one["basis"]


def test_the_demo_has_a_best_combination_under_its_own_rules() -> None:
    written = read_yaml(HERE / "demo/stacking.yaml")
    codes = {one["code"] for one in DEMO}
    stacking = read_stacking(written, codes)
    values = {one["code"]: judged(one, one["profiles"][0])[1] for one in DEMO}
    found = best_combination(values, stacking)
    assert found.instead
    assert found.value.lo > 0
