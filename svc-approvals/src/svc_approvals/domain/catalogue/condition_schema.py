"""Conditions as JSON Schema, so that a form's own schema knows its conditional fields.

A condition becomes two schemas, one that accepts the data where it is known to hold
and one where it is known not to hold. Data that leaves it open is accepted by
neither: that is how three values fit into two.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from svc_approvals.domain.catalogue.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Value,
    Values,
    evaluate,
)

Schema: TypeAlias = bool | dict[str, object]


@dataclass(frozen=True, slots=True)
class Settled:
    """Accepts where the condition holds, and where it does not."""

    holds: Schema
    fails: Schema


def condition_schema(condition: Condition | None, answers: Values, fields: set[str]) -> Schema:
    """The schema of the form data for which the condition holds, given the answers."""
    return True if condition is None else _settle(condition, answers, fields).holds


def _settle(condition: Condition, answers: Values, fields: set[str]) -> Settled:
    match condition:
        case AllOf(parts):
            settled = [_settle(part, answers, fields) for part in parts]
            return Settled(_all([one.holds for one in settled]), _any([o.fails for o in settled]))
        case AnyOf(parts):
            settled = [_settle(part, answers, fields) for part in parts]
            return Settled(_any([one.holds for one in settled]), _all([o.fails for o in settled]))
        case Not(part):
            inner = _settle(part, answers, fields)
            return Settled(inner.fails, inner.holds)
        case Comparison(field) if field in fields:
            return _leaf(condition)
        case Comparison():
            verdict = evaluate(condition, answers)
            return Settled(verdict.holds, not verdict.holds and not verdict.needs)


def _all(schemas: list[Schema]) -> Schema:
    if False in schemas:
        return False
    open_ones = [one for one in schemas if one is not True]
    return {"allOf": open_ones} if open_ones else True


def _any(schemas: list[Schema]) -> Schema:
    if True in schemas:
        return True
    open_ones = [one for one in schemas if one is not False]
    return {"anyOf": open_ones} if open_ones else False


UNANSWERED: Mapping[str, object] = {"enum": [None, "", []]}


def _leaf(leaf: Comparison) -> Settled:
    given = _member(leaf.field, {"not": UNANSWERED})
    if leaf.op == "answered":
        empty: Schema = {"not": given}
        return Settled(given, empty) if leaf.value else Settled(empty, given)
    test = TESTS[leaf.op](leaf.value)
    return Settled(
        _all([given, _member(leaf.field, test)]),
        _all([given, _member(leaf.field, {"not": test})]),
    )


def _member(field: str, schema: Mapping[str, object]) -> dict[str, object]:
    return {"required": [field], "properties": {field: dict(schema)}}


def _equal(value: Value) -> dict[str, object]:
    """A choice of several is equal whatever its order."""
    if not isinstance(value, tuple):
        return {"const": value}
    size = len(value)
    return _contains(value) | {"minItems": size, "maxItems": size}


def _one_of(value: Value) -> dict[str, object]:
    offered = list(value) if isinstance(value, tuple) else [value]
    return {"anyOf": [{"enum": offered}, {"type": "array", "contains": {"enum": offered}}]}


def _contains(value: Value) -> dict[str, object]:
    wanted = value if isinstance(value, tuple) else (value,)
    within: dict[str, object] = {
        "type": "array",
        "allOf": [{"contains": {"const": one}} for one in wanted] or [True],
    }
    if not isinstance(value, str):
        return within
    return {"anyOf": [within, {"type": "string", "pattern": _literally(value)}]}


def _literally(text: str) -> str:
    """A pattern that finds just this text, in any dialect."""
    return "".join(f"\\{one}" if one in r"\^$.|?*+()[]{}/" else one for one in text)


def _compared(keyword: str, value: Value) -> dict[str, object]:
    """Only numbers are compared in a form; the checks before publishing see to it."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return {"type": "number", keyword: value} if number else {"not": {}}


TESTS: Mapping[str, Callable[[Value], dict[str, object]]] = {
    "eq": _equal,
    "ne": lambda value: {"not": _equal(value)},
    "in": _one_of,
    "not_in": lambda value: {"not": _one_of(value)},
    "gt": lambda value: _compared("exclusiveMinimum", value),
    "gte": lambda value: _compared("minimum", value),
    "lt": lambda value: _compared("exclusiveMaximum", value),
    "lte": lambda value: _compared("maximum", value),
    "contains": _contains,
}
