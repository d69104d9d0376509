"""Conditions in the words of the questions and fields they speak of."""

from svc_approvals.domain.catalogue.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Scalar,
)
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.scenarios import Asked, asked

COMPARED = {
    "eq": "为", "ne": "不为", "in": "为", "not_in": "不为", "gt": "大于", "gte": "不小于",
    "lt": "小于", "lte": "不大于", "contains": "包含",
}  # fmt: skip


def in_words(condition: Condition | None, matter: Matter) -> str:
    """The condition as people say it; nothing when it always holds."""
    return _said(condition, asked(matter)) if condition else ""


def _said(condition: Condition, known: dict[str, Asked]) -> str:
    match condition:
        case AllOf(parts):
            return "，且".join(_said(part, known) for part in parts)
        case AnyOf(parts):
            return "，或".join(_said(part, known) for part in parts)
        case Not(part):
            return f"不属于（{_said(part, known)}）"
        case Comparison():
            return _compared(condition, known.get(condition.field))


def _compared(leaf: Comparison, one: Asked | None) -> str:
    title = one.title if one else leaf.field
    if leaf.op == "answered":
        return f"{'已' if leaf.value else '未'}填写“{title}”"
    values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    shown = "、".join(_shown(value, one) for value in values)
    return f"“{title}”{COMPARED[leaf.op]}{shown}"


def _shown(value: Scalar, one: Asked | None) -> str:
    if isinstance(value, bool):
        return "“是”" if value else "“否”"
    if not isinstance(value, str):
        return str(value)
    labels = {choice.value: choice.label for choice in one.choices} if one else {}
    return f"“{labels.get(value, value)}”"
