"""Answers as they are written in JSON, checked against the registry, everything wrong at once.

`{"value": ..., "unit"}` is exact, `{"from", "to", "unit"}` a span, `{"value": [..]}` one of several
codes (of honours: `{"has": [..], "has_not": [..], "all": true}`), `{"none": true}` none,
`{"unknown": true}` is no answer; people are `{"people": [{..}, ..], "all": true}`.
"""

from collections.abc import Mapping
from typing import Any

from shared.refusals import FieldError
from svc_policy_match.domain.answers.answers import (
    NONE,
    Answer,
    AnswersUnsound,
    OneOf,
    People,
    Range,
    Within,
    having,
)
from svc_policy_match.domain.attributes.attributes import Attribute, Kind
from svc_policy_match.domain.attributes.values import ValueUnsound, known_codes, whole

MOST_PEOPLE = 200


def read_answers(
    written: Mapping[str, Any], registry: Mapping[str, Attribute], at: str = "#/answers"
) -> dict[str, Answer]:
    """Answers by key. Refused with AnswersUnsound."""
    found: dict[str, Answer] = {}
    errors: list[FieldError] = []
    for key, said in written.items():
        place = f"{at}/{key.replace('~', '~0').replace('/', '~1')}"
        try:
            answer = read_answer(key, said, registry)
        except ValueUnsound as fault:
            errors.append(FieldError(place, fault.code, fault.message))
        except AnswersUnsound as fault:
            errors += (FieldError(place, one.code, one.message) for one in fault.errors)
        else:
            if answer is not None:
                found[key] = answer
    if errors:
        raise AnswersUnsound(errors=errors)
    return found


def read_answer(key: str, said: Any, registry: Mapping[str, Attribute]) -> Answer | None:
    """One answer, None when it says that it is unknown. Refused with ValueUnsound."""
    attribute = attribute_of(key, registry)
    if not isinstance(said, Mapping):
        said = {"value": said}
    if said.get("unknown") is True:
        return None
    if said.get("none") is True:
        return NONE
    if attribute.is_ordered:
        return _range(attribute, said)
    return _of_kind(attribute, said)


def attribute_of(key: str, registry: Mapping[str, Attribute]) -> Attribute:
    """The attribute a key belongs to, its year as the attribute wants it. Refused otherwise."""
    code, has_year, period = key.partition("@")
    attribute = registry.get(code)
    if attribute is None:
        message = f"没有属性 {code}，请从属性目录（/api/v1/attributes）中选择。"
        raise ValueUnsound("unknown_attribute", message)
    if attribute.by_year is not bool(has_year):
        shape = f"{code}@-1（上一年度）" if attribute.by_year else code
        raise ValueUnsound("wrong_period", f"“{attribute.title}”请写作 {shape}。")
    if has_year and not (period == "0" or period.removeprefix("-").isdecimal()):
        raise ValueUnsound("wrong_period", f"“{attribute.title}”的年度写作 0、-1、-2 等。")
    return attribute


def _range(attribute: Attribute, said: Mapping[str, Any]) -> Range:
    unit = None if said.get("unit") is None else str(said["unit"])
    if said.get("value") is not None:
        number = whole(attribute, said["value"], unit)
        return Range(number, number)
    lo, hi = (
        None if said.get(end) is None else whole(attribute, said[end], unit)
        for end in ("from", "to")
    )
    if lo is None and hi is None:
        raise ValueUnsound("no_number", f"请填写“{attribute.title}”的数值或区间。")
    if lo is not None and hi is not None and lo > hi:
        raise ValueUnsound("interval_reversed", "区间的下限大于上限，请对调。")
    return Range(lo, hi)


def _of_kind(attribute: Attribute, said: Mapping[str, Any]) -> Answer:
    value = said.get("value")
    if attribute.kind is Kind.FLAG:
        if not isinstance(value, bool):
            raise ValueUnsound("no_flag", f"“{attribute.title}”请回答是（true）或否（false）。")
        return value
    if attribute.kind is Kind.CODES:
        has = known_codes(attribute, said["has"]) if said.get("has") else frozenset()
        lacks = known_codes(attribute, said["has_not"]) if said.get("has_not") else frozenset()
        return having(attribute, has, lacks, closed=said.get("all") is True)
    if attribute.kind is Kind.PEOPLE:
        return _people(attribute, said)
    codes = known_codes(attribute, value)
    if attribute.kind is Kind.CHOICE:
        return OneOf(codes)
    if len(codes) > 1:
        message = f"“{attribute.title}”请填写一个代码；不清楚下级时填写上级的代码。"
        raise ValueUnsound("several_codes", message)
    return Within(next(iter(codes)))


def _people(attribute: Attribute, said: Mapping[str, Any]) -> People:
    each = said.get("people", [])
    if not isinstance(each, list) or not all(isinstance(one, Mapping) for one in each):
        raise ValueUnsound("no_people", f"“{attribute.title}”请逐人填写。")
    if len(each) > MOST_PEOPLE:
        message = f"“{attribute.title}”最多填写 {MOST_PEOPLE} 人。"
        raise ValueUnsound("too_many_people", message)
    known = tuple(read_answers(one, attribute.members) for one in each)
    return People(known, closed=said.get("all") is True)
