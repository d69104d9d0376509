"""Answers as people read them."""

from svc_policy_match.domain.answers.answers import (
    NONE,
    Answer,
    Having,
    OneOf,
    People,
    Range,
    Within,
)
from svc_policy_match.domain.attributes.attributes import Attribute
from svc_policy_match.domain.attributes.values import written

YEARS = {"0": "本年度", "-1": "上一年度", "-2": "前年度"}
NOT_SAID, HAS_NONE, YES, NO = "未填写", "无", "是", "否"


def told(attribute: Attribute | None, answer: Answer | None) -> str:
    """What is known, in Chinese; an attribute of None is a declaration, yes or no."""
    if answer is None:
        return NOT_SAID
    if answer is NONE:
        return HAS_NONE
    if isinstance(answer, bool):
        return YES if answer else NO
    if attribute is None:
        return NOT_SAID
    if isinstance(answer, Range):
        return _span(attribute, answer)
    return _of_codes(attribute, answer)


def titled(attribute: Attribute, key: str) -> str:
    """The attribute's name, with its year where it has one: 上一年度营业收入."""
    _, by_year, period = key.partition("@")
    if not by_year:
        return attribute.title
    year = YEARS.get(period) or f"{period.removeprefix('-')}年前"
    return f"{year}{attribute.title}"


def _span(attribute: Attribute, span: Range) -> str:
    if span.lo is None and span.hi is None:
        return NOT_SAID
    if span.lo is None or span.hi is None:
        end = span.hi if span.lo is None else span.lo
        return f"{'不超过' if span.lo is None else '不低于'} {written(attribute, end or 0)}"
    if span.lo == span.hi:
        return written(attribute, span.lo)
    return f"{written(attribute, span.lo)}至 {written(attribute, span.hi)}"


def _of_codes(attribute: Attribute, answer: Answer) -> str:
    match answer:
        case OneOf(codes):
            return "或".join(attribute.codes.get(one, one) for one in sorted(codes))
        case Within(path):
            code = next((one for one, at in attribute.paths.items() if at == path), path)
            return attribute.codes.get(code, "其他")
        case Having(has):
            names = [name for code, name in attribute.codes.items() if code in has]
            return "、".join(names) or (HAS_NONE if answer.closed else NOT_SAID)
        case People(known):
            return f"{len(known)} 人" if known else HAS_NONE
        case _:
            return NOT_SAID
