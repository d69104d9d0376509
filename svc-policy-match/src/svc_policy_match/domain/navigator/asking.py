"""A question as it is put to somebody: its words, what can be chosen, why it is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from svc_policy_match.domain.answers.answers import Range
from svc_policy_match.domain.answers.writing import as_said
from svc_policy_match.domain.attributes.attributes import Attribute, Kind, Registry
from svc_policy_match.domain.attributes.values import written
from svc_policy_match.domain.explaining.wording import titled, told
from svc_policy_match.domain.navigator.questions import Question
from svc_policy_match.domain.sizes.derived import Derivation

TEN_THOUSAND = 1_000_000  # 万元, in fen
NONE_OF_THEM = "以上都没有"
STOP_SHARE = 20  # a twentieth of what can be had is too little to go on for


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen, and how it is sent back."""

    label: str
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """A question in words. `several`: more than one option may be taken together."""

    key: str
    title: str
    text: str
    help: str
    kind: Kind
    unit: str
    options: Sequence[Option]
    several: bool
    reason: str
    policies: int
    value: int  # fen


def asking(question: Question, registry: Registry) -> Asking:
    """The question of a key as people read it."""
    attribute = registry[question.key.partition("@")[0]]
    options = [
        Option(_label(attribute, said, one.answer), said)
        for one in question.choices
        if (said := as_said(attribute, one.answer)) is not None
    ]
    return Asking(
        question.key, titled(attribute, question.key), attribute.question, attribute.help,
        attribute.kind, attribute.unit, options, attribute.kind is Kind.CODES,
        reason(question.policies, question.value), question.policies, question.value,
    )  # fmt: skip


def reason(policies: int, value: int) -> str:
    """这一问能判断 37 项政策，涉及最多 120 万元。"""
    if not value:
        return f"这一问能判断 {policies} 项政策。"
    amount = f"{value / TEN_THOUSAND:,.2f}".rstrip("0").rstrip(".")
    return f"这一问能判断 {policies} 项政策，涉及最多 {amount} 万元。"


def _label(attribute: Attribute, said: Mapping[str, Any], answer: Any) -> str:
    if attribute.kind is Kind.CODES and said["all"] and not said["has"]:
        return NONE_OF_THEM
    if attribute.kind is Kind.PEOPLE:
        return "没有" if said["all"] else "有，请逐人填写"
    if isinstance(answer, Range) and attribute.kind is Kind.NUMBER and attribute.decimals:
        return _span(attribute, answer)
    return told(attribute, answer)


def _span(attribute: Attribute, span: Range) -> str:
    """100 万元及以上、不足 500 万元: where there are decimals, the next cut is what people know."""
    least = "" if span.lo is None else f"{written(attribute, span.lo)}及以上"
    below = "" if span.hi is None else f"不足 {written(attribute, span.hi + 1)}"
    return "、".join(one for one in (least, below) if one)


def cuts_of(rules: Derivation) -> Mapping[str, Sequence[int]]:
    """Where figures turn what is reckoned from them: bounds of sizes, by key."""
    found: dict[str, set[int]] = {}
    for row in rules.sizes.rows:
        for key, bounds in row.bounds.items():
            found.setdefault(key, set()).update(bounds)
    return {key: sorted(each) for key, each in found.items()}


def is_little(settled: int, open_: Iterable[int]) -> bool:
    """Whether what is still open is so little that one may as well stop. All in fen."""
    left = sum(open_)
    return left * STOP_SHARE <= settled + left
