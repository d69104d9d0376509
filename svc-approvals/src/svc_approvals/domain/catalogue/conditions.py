"""Conditions as data: a small JSON tree that is evaluated, never run.

A leaf compares one answer or form field with a value. What is not answered yet is
neither true nor false: such a condition does not hold, and names what it needs.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, cast

Scalar: TypeAlias = str | int | float | bool
Value: TypeAlias = Scalar | tuple[Scalar, ...]
Values: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Holds when every part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds when at least one part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Holds when its part is known not to hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One answer or form field compared with a value."""

    field: str
    op: str
    value: Value = True


Condition: TypeAlias = AllOf | AnyOf | Not | Comparison


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition holds; `needs` names the answers that would still settle it."""

    holds: bool
    needs: frozenset[str] = frozenset()


ALWAYS = Verdict(holds=True)
NEVER = Verdict(holds=False)


def evaluate(condition: Condition | None, values: Values) -> Verdict:
    """Judge a condition over answers and form; no condition always holds."""
    match condition:
        case None:
            return ALWAYS
        case AllOf(parts):
            return _all([evaluate(part, values) for part in parts])
        case AnyOf(parts):
            return _opposite(_all([_opposite(evaluate(part, values)) for part in parts]))
        case Not(part):
            return _opposite(evaluate(part, values))
        case Comparison():
            return _compare(condition, values)


def comparisons(condition: Condition | None) -> Iterator[Comparison]:
    """Every leaf of a condition, in reading order."""
    match condition:
        case Comparison():
            yield condition
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from comparisons(part)
        case Not(part):
            yield from comparisons(part)


def fields_of(condition: Condition | None) -> frozenset[str]:
    """The names a condition speaks of."""
    return frozenset(leaf.field for leaf in comparisons(condition))


def condition_dict(condition: Condition) -> dict[str, object]:
    """The JSON a condition was read from."""
    match condition:
        case AllOf(parts):
            return {"all": [condition_dict(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_dict(part) for part in parts]}
        case Not(part):
            return {"not": condition_dict(part)}
        case Comparison(field, "answered", True):
            return {"field": field, "op": "answered"}
        case Comparison(field, op, value):
            return {"field": field, "op": op, "value": _plain(value)}


def _plain(value: Value) -> object:
    return list(value) if isinstance(value, tuple) else value


def _opposite(verdict: Verdict) -> Verdict:
    return verdict if verdict.needs else Verdict(holds=not verdict.holds)


def _all(verdicts: list[Verdict]) -> Verdict:
    if any(not verdict.holds and not verdict.needs for verdict in verdicts):
        return NEVER
    needs = frozenset[str]().union(*(verdict.needs for verdict in verdicts))
    return Verdict(holds=not needs, needs=needs)


def unanswered(value: object) -> bool:
    """Nothing given: absent, null, an empty text or an empty choice."""
    return value is None or value == "" or (isinstance(value, list | tuple) and not value)


def _compare(leaf: Comparison, values: Values) -> Verdict:
    given = values.get(leaf.field)
    if leaf.op == "answered":
        return Verdict(holds=unanswered(given) is not leaf.value)
    if unanswered(given):
        return Verdict(holds=False, needs=frozenset({leaf.field}))
    return Verdict(holds=OPERATORS[leaf.op](given, leaf.value))


def _same(given: object, value: object) -> bool:
    if isinstance(given, bool) or isinstance(value, bool):
        return given is value
    if isinstance(given, list | tuple):
        return isinstance(value, tuple) and _contents(given) == _contents(value)
    return given == value


def _contents(values: "list[object] | tuple[object, ...]") -> list[str]:
    return sorted(repr(value) for value in values)


def _one_of(given: object, value: Value) -> bool:
    chosen = given if isinstance(given, list | tuple) else [given]
    offered = value if isinstance(value, tuple) else (value,)
    return any(_same(one, other) for one in chosen for other in offered)


def _contains(given: object, value: Value) -> bool:
    if isinstance(given, str):
        return isinstance(value, str) and value in given
    wanted = value if isinstance(value, tuple) else (value,)
    return isinstance(given, list | tuple) and all(
        any(_same(one, other) for one in given) for other in wanted
    )


def _ordered(decide: Callable[[int], bool]) -> Callable[[object, Value], bool]:
    """Numbers with numbers, texts (so ISO dates) with texts; anything else does not hold."""

    def judge(given: object, value: Value) -> bool:
        if isinstance(given, str) and isinstance(value, str):
            return decide((given > value) - (given < value))
        if _is_number(given) and _is_number(value):
            left, right = cast("float", given), cast("float", value)
            return decide((left > right) - (left < right))
        return False

    return judge


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


OPERATORS: Mapping[str, Callable[[object, Value], bool]] = {
    "eq": _same,
    "ne": lambda given, value: not _same(given, value),
    "in": _one_of,
    "not_in": lambda given, value: not _one_of(given, value),
    "gt": _ordered(lambda order: order > 0),
    "gte": _ordered(lambda order: order >= 0),
    "lt": _ordered(lambda order: order < 0),
    "lte": _ordered(lambda order: order <= 0),
    "contains": _contains,
}
