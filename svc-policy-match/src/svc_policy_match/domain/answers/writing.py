"""Answers as they are written in JSON, the way `reading` reads them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from svc_policy_match.domain.answers.answers import (
    NONE,
    Answer,
    Having,
    OneOf,
    People,
    Range,
    Within,
)
from svc_policy_match.domain.attributes.attributes import Attribute, Kind


def as_said(attribute: Attribute, answer: Answer) -> Mapping[str, Any] | None:
    """The answer written; None of one that cannot be, such as somewhere else in a tree."""
    match answer:
        case Range():
            found: dict[str, Any] | None = _span(attribute, answer)
        case OneOf(codes):
            found = {"value": sorted(codes) if len(codes) > 1 else next(iter(codes))}
        case Within(path):
            code = next((one for one, at in attribute.paths.items() if at == path), None)
            found = None if code is None else {"value": code}
        case Having(has, has_not, closed):
            found = {"has": sorted(has), "has_not": sorted(has_not), "all": closed}
        case People(known, closed):
            found = None if known else {"people": [], "all": closed}
        case _:
            found = {"none": True} if answer is NONE else {"value": answer is True}
    return found


def _span(attribute: Attribute, span: Range) -> dict[str, Any]:
    ends = {"from": span.lo, "to": span.hi}
    found = {word: _number(attribute, end) for word, end in ends.items() if end is not None}
    if attribute.kind is Kind.NUMBER and attribute.unit:
        found["unit"] = attribute.unit
    return found


def _number(attribute: Attribute, number: int) -> str:
    if attribute.kind is Kind.DATE:
        return date.fromordinal(number).isoformat()
    return format(Decimal(number).scaleb(-attribute.decimals), "f")
