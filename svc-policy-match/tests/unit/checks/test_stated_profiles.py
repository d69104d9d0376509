"""Test profiles hold an author to what was meant."""

from policy_files import own_registry

from svc_policy_match.domain.answers.answers import exactly
from svc_policy_match.domain.checks.profiles import StatedProfile, check_profiles
from svc_policy_match.domain.conditions.parsing import parse
from svc_policy_match.domain.conditions.truth import FALSE, TRUE, UNKNOWN

CONDITION = parse(
    {"attr": "staff", "op": "<=", "value": 300, "unit": "人", "sentence": "不超过300人"},
    own_registry(),
)
AT_MOST = StatedProfile("300人", {"staff": exactly(300)}, TRUE)
BEYOND = StatedProfile("301人", {"staff": exactly(301)}, FALSE)
OPEN = StatedProfile("人数未知", {}, UNKNOWN)


def test_profiles_with_the_verdicts_stated_pass() -> None:
    assert check_profiles(CONDITION, [AT_MOST, BEYOND, OPEN]) == []


def test_another_verdict_is_told_with_the_profile() -> None:
    wrong = StatedProfile("301人", {"staff": exactly(301)}, TRUE)
    found = check_profiles(CONDITION, [AT_MOST, BEYOND, wrong])
    assert [one.code for one in found] == ["other_verdict"]
    assert "“301人”应为“符合”，系统判断为“不符合”" in found[0].message


def test_only_one_side_of_a_condition_is_not_enough() -> None:
    found = check_profiles(CONDITION, [AT_MOST, AT_MOST, OPEN])
    assert [one.code for one in found] == ["too_few_profiles"]
