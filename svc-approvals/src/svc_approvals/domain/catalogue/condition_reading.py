"""Reading conditions from JSON: the tree, or every fault of it with its pointer."""

from collections.abc import Iterator, Mapping
from typing import cast

from svc_approvals.domain.catalogue.conditions import (
    OPERATORS,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Value,
)
from svc_approvals.domain.catalogue.problems import Problem

DEEPEST = 12
OPS = (*OPERATORS, "answered")
Fault = tuple[str, str]


def read_condition(raw: object, where: str, problems: list[Problem]) -> Condition | None:
    """Read a condition; every fault is added to `problems`, with its pointer."""
    faults = list(_faults(raw, where, DEEPEST))
    problems.extend(Problem(spot, "bad_condition", message) for spot, message in faults)
    return None if faults else _build(raw)


def _build(raw: object) -> Condition:
    """Build what was found without fault."""
    match raw:
        case {"all": [*parts]}:
            return AllOf(tuple(_build(part) for part in parts))
        case {"any": [*parts]}:
            return AnyOf(tuple(_build(part) for part in parts))
        case {"not": part}:
            return Not(_build(part))
        case {"field": field, "op": op, **rest}:
            value = rest.get("value")
            kept = tuple(value) if isinstance(value, list) else value
            return Comparison(str(field), str(op), True if kept is None else cast("Value", kept))
        case _:
            raise TypeError(raw)


def _faults(raw: object, where: str, deeper: int) -> Iterator[Fault]:
    if not isinstance(raw, Mapping):
        yield where, "条件应当是一个对象"
    elif not deeper:
        yield where, f"条件嵌套超过 {DEEPEST} 层，请拆分"
    elif set(raw) in ({"all"}, {"any"}):
        yield from _faults_of_parts(raw, where, deeper)
    elif set(raw) == {"not"}:
        yield from _faults(raw["not"], f"{where}/not", deeper - 1)
    elif "field" in raw:
        yield from _faults_of_leaf(raw, where)
    else:
        yield where, "条件只能写 all、any、not，或者 field、op、value"


def _faults_of_parts(raw: Mapping[str, object], where: str, deeper: int) -> Iterator[Fault]:
    ((word, parts),) = raw.items()
    if not isinstance(parts, list | tuple) or not parts:
        yield f"{where}/{word}", f"{word} 后面应当是至少一个条件的列表"
        return
    for i, part in enumerate(parts):
        yield from _faults(part, f"{where}/{word}/{i}", deeper - 1)


def _faults_of_leaf(raw: Mapping[str, object], where: str) -> Iterator[Fault]:
    for key in sorted(set(map(str, raw)) - {"field", "op", "value"}):
        yield f"{where}/{key}", f"条件里不认识“{key}”"
    if not isinstance(raw["field"], str) or not raw["field"]:
        yield f"{where}/field", "field 应当是问题或表单项的名称"
    if raw.get("op") not in OPS:
        yield f"{where}/op", f"op 只能是 {'、'.join(OPS)}"
    elif complaint := _complaint(str(raw["op"]), raw.get("value")):
        yield f"{where}/value", complaint


def _complaint(op: str, value: object) -> str | None:
    if op == "answered":
        sound = value is None or isinstance(value, bool)
        return None if sound else "answered 的 value 只能是 true 或 false"
    if isinstance(value, list | tuple):
        sound = all(isinstance(one, str | int | float) for one in value)
        return None if sound else "列表里只能是文字、数字或是否"
    if op in {"in", "not_in"}:
        return f"{op} 需要一个列表"
    sound = isinstance(value, str | int | float)
    return None if sound else "value 应当是文字、数字、是否，或者它们的列表"
