"""Findings about a policy's condition and benefit, told to its author."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.benefits.formulas import (
    Formula,
    Greatest,
    Least,
    Product,
    Sum,
    Tiered,
)
from svc_policy_match.domain.checks.possible import always_holds, may_hold
from svc_policy_match.domain.conditions.trees import All, AnyOf, Condition, Leaf, leaves


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found; `blocks` publishing or only warns, `leaf_ids` are the conditions meant."""

    code: str
    message: str
    leaf_ids: tuple[str, ...] = ()
    blocks: bool = True


OTHERWISE = All(())
CONTRADICTION = "条件互相矛盾，没有任何企业或个人能够符合，请核对。"
ALWAYS_TRUE = "条件对任何人都成立，等于没有条件，请核对运算符和数值。"
DEAD_BRANCH = "“或”中的这一支不可能成立，请核对或删去。"
OVERLAP = "第 {one} 档与第 {other} 档有重叠，两档同时符合时按前一档计算，请改为互不重叠。"
EMPTY_TIER = "第 {one} 档不可能符合，请核对上下限。"
NOT_DECIDED = "条件过于复杂，系统未能判断是否互相矛盾，请人工核对。"
TIERS_NOT_DECIDED = "第 {one} 档与第 {other} 档是否重叠未能判断，请人工核对。"


def check_condition(condition: Condition, registry: Registry) -> list[Finding]:
    """Contradiction, a condition that says nothing, branches that cannot hold."""
    possible = may_hold(condition, registry)
    if possible is False:
        return [Finding("contradiction", CONTRADICTION, _ids(condition))]
    if always_holds(condition, registry):
        return [Finding("always_true", ALWAYS_TRUE, _ids(condition))]
    found = [
        Finding("dead_branch", DEAD_BRANCH, _ids(branch))
        for branch in _branches(condition)
        if may_hold(branch, registry) is False
    ]
    if possible is None:
        found.append(Finding("not_decided", NOT_DECIDED, blocks=False))
    return found


def check_tiers(formula: Formula, registry: Registry) -> list[Finding]:
    """Tiers nobody is in, and tiers somebody is in twice."""
    return [one for tiered in _tiered(formula) for one in _of_tiers(tiered, registry)]


def _of_tiers(tiered: Tiered, registry: Registry) -> Iterator[Finding]:
    numbered = [one for one in enumerate(tiered.tiers, start=1) if one[1].when != OTHERWISE]
    for one, tier in numbered:
        if may_hold(tier.when, registry) is False:
            yield Finding("empty_tier", EMPTY_TIER.format(one=one), _ids(tier.when))
    for (one, tier), (other, later) in combinations(numbered, 2):
        both = may_hold(All((tier.when, later.when)), registry)
        if both is None:
            message = TIERS_NOT_DECIDED.format(one=one, other=other)
            yield Finding("tiers_not_decided", message, blocks=False)
        elif both:
            yield Finding("tiers_overlap", OVERLAP.format(one=one, other=other))


def _tiered(formula: Formula) -> Iterator[Tiered]:
    if isinstance(formula, Tiered):
        yield formula
        parts: Iterable[Formula] = (one.gives for one in formula.tiers)
    elif isinstance(formula, Product):
        parts = (formula.left, formula.right)
    else:
        parts = formula.of if isinstance(formula, Sum | Least | Greatest) else ()
    for one in parts:
        yield from _tiered(one)


def _branches(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, Leaf):
        return
    if isinstance(condition, AnyOf) and len(set(_ids(condition))) > 1:
        yield from condition.of
    for one in condition.of if isinstance(condition, All | AnyOf) else (condition.of,):
        yield from _branches(one)


def _ids(condition: Condition) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.leaf_id for one in leaves(condition)))
