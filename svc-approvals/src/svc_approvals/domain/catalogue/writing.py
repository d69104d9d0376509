"""Writing a definition as plain data that `reading` reads back identical."""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass

from svc_approvals.domain.catalogue.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Not,
    condition_dict,
)
from svc_approvals.domain.catalogue.matters import Matter


def to_dict(matter: Matter) -> dict[str, object]:
    """The matter as JSON or YAML can hold it; members left at their default are left out."""
    return dict(_members(matter))


def _members(thing: object) -> Iterator[tuple[str, object]]:
    assert is_dataclass(thing)  # noqa: S101 - narrows the type
    for member in fields(thing):
        value = getattr(thing, member.name)
        if _is_default(member, value):
            continue
        yield member.name, _plain(value)


def _is_default(member: "Field[object]", value: object) -> bool:
    return member.default is not MISSING and value == member.default


def _plain(value: object) -> object:
    match value:
        case AllOf() | AnyOf() | Not() | Comparison():
            return condition_dict(value)
        case tuple():
            return [_plain(one) for one in value]
        case _ if is_dataclass(value):
            return dict(_members(value))
        case _:
            return value
