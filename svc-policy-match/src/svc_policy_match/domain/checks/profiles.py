"""Test profiles of a policy: each must get the verdict its author states."""

from collections.abc import Iterable
from dataclasses import dataclass

from svc_policy_match.domain.answers.answers import Answers
from svc_policy_match.domain.checks.findings import Finding
from svc_policy_match.domain.conditions.trees import Condition, evaluate
from svc_policy_match.domain.conditions.truth import Truth

FEWEST = 3
NAMES = {Truth.TRUE: "符合", Truth.UNKNOWN: "待确认", Truth.FALSE: "不符合"}
TOO_FEW = "至少写 {fewest} 个测试对象，其中应有符合的和不符合的。"
OTHER_VERDICT = "测试对象“{title}”应为“{stated}”，系统判断为“{found}”，请核对条件或测试对象。"


@dataclass(frozen=True, slots=True)
class StatedProfile:
    """Somebody made up, what is known of them, and the verdict they must get."""

    title: str
    answers: Answers
    verdict: Truth


def check_profiles(condition: Condition, profiles: Iterable[StatedProfile]) -> list[Finding]:
    """Verdicts other than those stated; too few profiles, or only one side of the condition."""
    each = list(profiles)
    found = []
    sides = {one.verdict for one in each}
    if len(each) < FEWEST or not {Truth.TRUE, Truth.FALSE} <= sides:
        found.append(Finding("too_few_profiles", TOO_FEW.format(fewest=FEWEST)))
    for one in each:
        verdict = evaluate(condition, one.answers)
        if verdict is not one.verdict:
            message = OTHER_VERDICT.format(
                title=one.title, stated=NAMES[one.verdict], found=NAMES[verdict]
            )
            found.append(Finding("other_verdict", message))
    return found
