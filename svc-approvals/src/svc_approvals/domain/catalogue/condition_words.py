"""Conditions in words, for people who read a chart or a list."""

from collections.abc import Callable, Mapping

from svc_approvals.domain.catalogue.conditions import AllOf, AnyOf, Comparison, Condition, Not
from svc_approvals.domain.catalogue.scenarios import Asked

OPERATORS: Mapping[str, str] = {
    "eq": "为",
    "ne": "不为",
    "in": "为",
    "not_in": "不含",
    "contains": "含",
    "gt": "大于",
    "gte": "不小于",
    "lt": "小于",
    "lte": "不大于",
}


def in_words(condition: Condition, known: Mapping[str, Asked]) -> str:
    """A condition as a sentence, with the titles and labels people are asked with."""

    def part(one: Condition) -> str:
        words = in_words(one, known)
        return f"（{words}）" if isinstance(one, AllOf | AnyOf) else words

    match condition:
        case AllOf(parts):
            return _joined("，且", parts, part)
        case AnyOf(parts):
            return _joined("，或", parts, part)
        case Not(one):
            return f"不满足：{part(one)}"
        case Comparison():
            return _compared(condition, known.get(condition.field))


def _joined(word: str, parts: tuple[Condition, ...], part: Callable[[Condition], str]) -> str:
    return part(parts[0]) if len(parts) == 1 else word.join(part(one) for one in parts)


def _compared(leaf: Comparison, asked: Asked | None) -> str:
    title = asked.title if asked else leaf.field
    if leaf.op == "answered":
        return f"“{title}”{'已填' if leaf.value else '未填'}"
    labels = {choice.value: choice.label for choice in asked.choices} if asked else {}
    values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    said = "或".join(labels.get(str(value), _said(value)) for value in values)
    return f"“{title}”{OPERATORS[leaf.op]}{said}"


def _said(value: object) -> str:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)
