"""A policy read: its condition as a tree, its benefit as a formula, its test profiles' verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shared.refusals import FieldError, Invalid
from svc_policy_match.domain.answers.reading import read_answers
from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.benefits.formulas import Formula
from svc_policy_match.domain.benefits.reading import read_benefit
from svc_policy_match.domain.checks.findings import Finding, check_condition, check_tiers
from svc_policy_match.domain.checks.profiles import StatedProfile, check_profiles
from svc_policy_match.domain.conditions.parsing import DECLARED, parse
from svc_policy_match.domain.conditions.trees import Condition, leaves
from svc_policy_match.domain.conditions.truth import FALSE, TRUE, UNKNOWN
from svc_policy_match.domain.policies.policies import PolicyUnsound, Said
from svc_policy_match.domain.sizes.derived import Derivation

VERDICTS = {"matched": TRUE, "undecided": UNKNOWN, "not_matched": FALSE}
MOST_PROFILES = 60


@dataclass(frozen=True, slots=True)
class ReadPolicy:
    """A version of a policy, ready to be matched."""

    policy_id: UUID
    code: str
    version: int
    said: Said
    condition: Condition
    formula: Formula


def read_policy(
    policy_id: UUID, code: str, version: int, said: Said, registry: Registry
) -> ReadPolicy:
    """The policy. Refused with PolicyUnsound, everything wrong at once."""
    errors: list[FieldError] = []
    condition = formula = None
    try:
        condition = parse(said.condition, registry, str(policy_id))
    except Invalid as fault:
        errors += fault.errors
    try:
        formula = read_benefit(said.benefit, registry)
    except Invalid as fault:
        errors += fault.errors
    if condition is None or formula is None:
        raise PolicyUnsound(errors=errors)
    return ReadPolicy(policy_id, code, version, said, condition, formula)


def stated_profiles(
    policy: ReadPolicy, registry: Registry, rules: Derivation, today: date
) -> list[StatedProfile]:
    """The test profiles. Refused with PolicyUnsound, everything wrong at once."""
    errors: list[FieldError] = []
    found: list[StatedProfile] = []
    words = [one.key for one in leaves(policy.condition) if one.key.startswith(DECLARED)]
    for number, one in enumerate(policy.said.profiles):
        at = f"#/profiles/{number}"
        if one.get("verdict") not in VERDICTS:
            message = f"verdict 应为 {'、'.join(VERDICTS)} 之一。"
            errors.append(FieldError(f"{at}/verdict", "no_verdict", message))
            continue
        try:
            answers = dict(read_answers(_answers(one), registry, f"{at}/answers"))
        except Invalid as fault:
            errors += fault.errors
            continue
        if one.get("declared") is True:
            answers |= dict.fromkeys(words, True)
        known = rules.completed(answers, _judged_on(one, today))
        title = str(one.get("title") or f"第 {number + 1} 个")
        found.append(StatedProfile(title, known, VERDICTS[one["verdict"]]))
    if errors:
        raise PolicyUnsound(errors=errors)
    return found


def _answers(profile: Mapping[str, Any]) -> Mapping[str, Any]:
    answers = profile.get("answers")
    return answers if isinstance(answers, Mapping) else {}


def _judged_on(profile: Mapping[str, Any], today: date) -> date:
    """A profile may say the day it is judged on, so that ages in it stay what they are."""
    return date.fromisoformat(str(profile["day"])) if profile.get("day") else today


def findings(
    policy: ReadPolicy, registry: Registry, rules: Derivation, today: date
) -> list[Finding]:
    """All that its author should look at before it is published; some of it blocks."""
    profiles = stated_profiles(policy, registry, rules, today)
    return [
        *check_condition(policy.condition, registry),
        *check_tiers(policy.formula, registry),
        *check_profiles(policy.condition, profiles),
    ]
