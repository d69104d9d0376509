"""Reading a definition: plain data in, a `Matter` or every problem at once out.

The members of the dataclasses are the grammar: names are keys, annotations are
types, defaults make a key optional. What nobody asked for is named as unknown.
"""

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from svc_approvals.domain.catalogue.condition_reading import read_condition
from svc_approvals.domain.catalogue.conditions import AllOf
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.problems import Problem, pointer
from svc_approvals.domain.catalogue.shapes import AtLeast, AtMost, Matching

NAMES = {str: "文字", int: "整数", bool: "是否（true/false）"}
REFUSED = object()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source says: the matter, or none and all the problems of the source."""

    matter: Matter | None
    problems: tuple[Problem, ...] = ()


def read_matter(raw: object) -> Reading:
    """Read a definition loaded from YAML or JSON."""
    problems: list[Problem] = []
    matter = _read_members(Matter, raw, "", problems)
    return Reading(None if problems else matter, tuple(problems))


def restored(raw: object) -> Matter:
    """Read back a stored version; it was read before, so a problem is a fault."""
    reading = read_matter(raw)
    if reading.matter is None:
        raise ValueError([f"{one.pointer}: {one.message}" for one in reading.problems])
    return reading.matter


def _read(hint: Any, raw: object, where: str, problems: list[Problem]) -> Any:
    origin = get_origin(hint)
    if origin is Annotated:
        return _read_marked(hint, raw, where, problems)
    if origin in {Union, UnionType}:
        return _read_either(get_args(hint), raw, where, problems)
    if origin is tuple:
        return _read_list(get_args(hint)[0], raw, where, problems)
    if origin is Literal:
        return _read_literal(get_args(hint), raw, where, problems)
    if is_dataclass(hint):
        return _read_members(hint, raw, where, problems)
    return _read_plain(hint, raw, where, problems)


def _read_members(shape: Any, raw: object, where: str, problems: list[Problem]) -> Any:
    if not isinstance(raw, Mapping):
        return _refuse(problems, where, "wrong_type", "应当是一个对象（键: 值）")
    known, given = _members(shape), {str(key): value for key, value in raw.items()}
    for key in sorted(set(given) - set(known)):
        _refuse(problems, where + pointer(key), "unknown_key", f"不认识“{key}”这个键")
    values = {}
    for key, (hint, optional) in known.items():
        spot = where + pointer(key)
        if key in given:
            values[key] = _read(hint, given[key], spot, problems)
        elif not optional:
            values[key] = _refuse(problems, spot, "missing", f"缺少“{key}”")
    return REFUSED if REFUSED in values.values() else shape(**values)


@cache
def _members(shape: Any) -> dict[str, tuple[Any, bool]]:
    hints = get_type_hints(shape, include_extras=True)
    return {
        member.name: (hints[member.name], member.default is not MISSING) for member in fields(shape)
    }


def _read_either(hints: tuple[Any, ...], raw: object, where: str, problems: list[Problem]) -> Any:
    if raw is None and NoneType in hints:
        return None
    if AllOf in hints:
        read = read_condition(raw, where, problems)
        return REFUSED if read is None else read
    (hint,) = (hint for hint in hints if hint is not NoneType)
    return _read(hint, raw, where, problems)


def _read_list(hint: Any, raw: object, where: str, problems: list[Problem]) -> Any:
    if not isinstance(raw, list | tuple):
        return _refuse(problems, where, "wrong_type", "应当是一个列表")
    read = tuple(_read(hint, one, f"{where}/{i}", problems) for i, one in enumerate(raw))
    return REFUSED if REFUSED in read else read


def _read_literal(
    allowed: tuple[Any, ...], raw: object, where: str, problems: list[Problem]
) -> Any:
    if isinstance(raw, str) and raw in allowed:
        return raw
    return _refuse(problems, where, "not_allowed", f"只能是 {'、'.join(map(str, allowed))}")


def _read_plain(kind: type, raw: object, where: str, problems: list[Problem]) -> object:
    if type(raw) is kind:
        return raw
    return _refuse(problems, where, "wrong_type", f"应当是{NAMES[kind]}")


def _read_marked(hint: Any, raw: object, where: str, problems: list[Problem]) -> Any:
    inner, *marks = get_args(hint)
    value = _read(inner, raw, where, problems)
    for mark in marks:
        if value is REFUSED or value is None:
            break
        if complaint := _complaint(mark, value):
            value = _refuse(problems, where, *complaint)
    return value


def _complaint(mark: object, value: Any) -> tuple[str, str] | None:
    size = value if isinstance(value, int) else len(value)
    match mark:
        case Matching(pattern, hint) if not re.fullmatch(pattern, value):
            return "not_matching", f"“{value}”不合要求：{hint}"
        case AtLeast(1) if not size:
            return "empty", "不能为空"
        case AtLeast(least) if size < least:
            return "too_small", f"不能小于 {least}"
        case AtMost(most) if size > most:
            return "too_large", f"不能超过 {most}"
        case _:
            return None


def _refuse(problems: list[Problem], where: str, code: str, message: str) -> Any:
    problems.append(Problem(where, code, message))
    return REFUSED
