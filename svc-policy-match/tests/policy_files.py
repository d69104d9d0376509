"""The member's own data files, read."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from shared.yaml_files import yaml_in
from svc_policy_match.domain.answers.reading import read_answers
from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.attributes.reading import read_registry
from svc_policy_match.domain.benefits.formulas import worth
from svc_policy_match.domain.benefits.reading import read_benefit
from svc_policy_match.domain.benefits.spans import Money
from svc_policy_match.domain.conditions.parsing import DECLARED, parse
from svc_policy_match.domain.conditions.trees import evaluate, leaves
from svc_policy_match.domain.conditions.truth import FALSE, TRUE, UNKNOWN, Truth
from svc_policy_match.domain.sizes.derived import Derivation
from svc_policy_match.domain.sizes.rule import SizeRule, read_rule
from svc_policy_match.domain.sizes.small_profit import SmallProfitRule, read_small_profit

HERE = Path(__file__).resolve().parents[1]


def read_yaml(path: Path) -> Any:
    """One file's data."""
    return yaml_in(path)


@cache
def own_registry() -> Registry:
    """All attributes of the member."""
    files = sorted((HERE / "attributes").glob("*.yaml"))
    return read_registry([one for path in files for one in read_yaml(path)])


@cache
def size_rule() -> SizeRule:
    """The rule of 2017."""
    return read_rule(read_yaml(HERE / "rules/size_2017.yaml"), own_registry())


@cache
def small_profit_rule() -> SmallProfitRule:
    """The rule of 2023."""
    return read_small_profit(read_yaml(HERE / "rules/small_profit.yaml"), own_registry())


TRUTHS = {"matched": TRUE, "not_matched": FALSE, "undecided": UNKNOWN}
TODAY = date(2026, 11, 1)


def policies_in(folder: str) -> list[dict[str, Any]]:
    """All policies of a folder of demo/, or of one file there."""
    at = HERE / "demo" / folder
    files = sorted(at.glob("*.yaml")) if at.is_dir() else [at.with_suffix(".yaml")]
    return [one for path in files for one in read_yaml(path)]


def judged(policy: dict[str, Any], profile: dict[str, Any]) -> tuple[Truth, Money]:
    """The verdict on a test profile, and what the policy is worth to it."""
    condition = parse(policy["condition"], own_registry(), policy["code"])
    said = {**policy["base"], **profile.get("change", {})}
    answers = dict(read_answers(said, own_registry()))
    if profile.get("declared"):
        words = (one.key for one in leaves(condition) if one.key.startswith(DECLARED))
        answers |= dict.fromkeys(words, True)
    rules = Derivation(size_rule(), small_profit_rule())
    known = rules.completed(answers, policy.get("day", TODAY))
    return evaluate(condition, known), worth(read_benefit(policy["benefit"], own_registry()), known)
