"""Small-profit enterprises (小型微利企业): the tax on income knows them, the statistics do not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from svc_policy_match.domain.answers.answers import Answers
from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.attributes.values import whole
from svc_policy_match.domain.conditions.tests import Is, Window
from svc_policy_match.domain.conditions.trees import All, Condition, Leaf, Not, evaluate
from svc_policy_match.domain.conditions.truth import Truth

MEASURES = {"taxable_income@-1": "万元", "staff": "人", "assets@-1": "万元"}


@dataclass(frozen=True, slots=True)
class SmallProfitRule:
    """The condition that makes one."""

    condition: Condition

    def of(self, answers: Answers) -> Truth:
        """Whether it is one; unknown while an indicator that matters is."""
        return evaluate(self.condition, answers)


def read_small_profit(kept: Mapping[str, Any], registry: Registry) -> SmallProfitRule:
    """The rule from its upper bounds; KeyError where one is missing."""
    leaves: list[Condition] = [Not(Leaf("restricted_trade", "restricted_trade", Is()))]
    for key, unit in MEASURES.items():
        code = key.partition("@")[0]
        bound = whole(registry[code], kept[code], unit)
        leaves.append(Leaf(code, key, Window(hi=bound)))
    return SmallProfitRule(All(tuple(leaves)))
