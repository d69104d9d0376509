"""Attributes read from their files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from svc_policy_match.domain.attributes.attributes import Attribute, Kind, Registry

RULE = "paths_by"
KNOWN = frozenset(one.name for one in fields(Attribute)) | {RULE}
TRAILING_ZEROS = "trailing_zeros"  # GB/T 2260: pairs of zeros at the end say nothing


def read_registry(kept: Iterable[Mapping[str, Any]]) -> Registry:
    """The registry; ValueError names the entry that is not in order."""
    found: dict[str, Attribute] = {}
    for one in kept:
        attribute = read_attribute(one)
        if attribute.code in found:
            raise ValueError(f"attribute {attribute.code} is there twice")
        found[attribute.code] = attribute
    return Registry(found)


def read_attribute(kept: Mapping[str, Any]) -> Attribute:
    """One attribute; ValueError says what is not in order."""
    if strange := set(kept) - KNOWN:
        raise ValueError(f"attribute {kept.get('code', '?')}: unknown {', '.join(sorted(strange))}")
    try:
        plain = {name: value for name, value in kept.items() if name not in {*_MADE, RULE}}
        made = {name: make(kept) for name, make in _MADE.items()}
        return Attribute(**plain, **made)
    except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as fault:
        raise ValueError(f"attribute {kept.get('code', '?')}: {fault}") from fault


def _units(kept: Mapping[str, Any]) -> Mapping[str, Decimal]:
    own = {str(kept.get("unit", "")): Decimal(1)}
    return own | {str(unit): Decimal(str(times)) for unit, times in kept.get("units", {}).items()}


def _codes(kept: Mapping[str, Any]) -> Mapping[str, str]:
    return {str(code): str(name) for code, name in kept.get("codes", {}).items()}


def _paths(kept: Mapping[str, Any]) -> Mapping[str, str]:
    """Said for each code where it is not the code itself, or made by the rule named."""
    if Kind(kept["kind"]) is not Kind.TREE:
        return {}
    said = {str(code): str(path) for code, path in kept.get("paths", {}).items()}
    of = without_zeros if kept.get(RULE) == TRAILING_ZEROS else str
    return {code: said.get(code, of(code)) for code in _codes(kept)}


def without_zeros(code: str) -> str:
    """430000 -> 43, 431200 -> 4312, 431202 as it is."""
    while code.endswith("00"):
        code = code[:-2]
    return code


def _implies(kept: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    """Closed: what follows from what follows is there too. Refused with ValueError in a circle."""
    direct = {str(code): {str(one) for one in of} for code, of in kept.get("implies", {}).items()}
    strange = {*direct, *(one for of in direct.values() for one in of)} - set(_codes(kept))
    if strange:
        raise ValueError(f"implies unknown codes: {', '.join(sorted(strange))}")
    return {code: _all_that_follows(code, direct) for code in direct}


def _all_that_follows(code: str, direct: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [code]
    while waiting:
        for one in direct.get(waiting.pop(), ()):
            if one == code:
                raise ValueError(f"{code} implies itself")
            if one not in found:
                found.add(one)
                waiting.append(one)
    return frozenset(found)


def _inputs(kept: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(one) for one in kept.get("inputs", ()))


def _members(kept: Mapping[str, Any]) -> Mapping[str, Attribute]:
    return read_registry(kept.get("members", ()))


def _kind(kept: Mapping[str, Any]) -> Kind:
    return Kind(kept["kind"])


_MADE: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "kind": _kind,
    "units": _units,
    "codes": _codes,
    "paths": _paths,
    "implies": _implies,
    "inputs": _inputs,
    "members": _members,
}
