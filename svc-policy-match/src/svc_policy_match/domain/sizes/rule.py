"""The statistical rule of sizes as a table: one row for each group of industries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.attributes.values import ValueUnsound, known_codes, whole

LEVELS = ("large", "medium", "small", "micro")
UNDEFINED = "undefined"
BOUNDS = len(LEVELS) - 1
INDICATORS = {"X": ("staff", "人"), "Y": ("revenue@-1", "万元"), "Z": ("assets@-1", "万元")}


@dataclass(frozen=True, slots=True, eq=False)
class SizeRow:
    """Paths of the industry tree, and of each indicator the lower bounds of large, medium, small.

    Bounds are whole numbers of the attribute's smallest step. A row without bounds is of industries
    the rule does not size.
    """

    name: str
    paths: frozenset[str]
    bounds: Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class SizeRule:
    """All rows, those of industries it does not size among them."""

    rows: tuple[SizeRow, ...]

    def rows_for(self, path: str) -> tuple[SizeRow, ...]:
        """The rows an industry may be of: of a branch all below it, of one no row names none."""
        return tuple(row for row in self.rows if any(_meets(path, one) for one in row.paths))


def _meets(path: str, other: str) -> bool:
    return path.startswith(other) or other.startswith(path)


def read_rule(kept: Mapping[str, Any], registry: Registry) -> SizeRule:
    """The rule from its table; ValueError names the row that is not in order."""
    sized = [_row(one, registry) for one in kept["rows"]]
    return SizeRule((*sized, *(_row(one, registry) for one in kept["not_defined"])))


def _row(kept: Mapping[str, Any], registry: Registry) -> SizeRow:
    try:
        paths = known_codes(registry["industry"], [str(one) for one in kept["codes"]])
    except ValueUnsound as fault:
        raise ValueError(f"size rule, {kept['name']}: {fault.message}") from fault
    given = {name: kept[name] for name in INDICATORS if name in kept}
    bounds = dict(_bounds(name, each, registry) for name, each in given.items())
    return SizeRow(str(kept["name"]), paths, bounds)


def _bounds(
    name: str, bounds: Iterable[int], registry: Registry
) -> tuple[str, tuple[int, int, int]]:
    key, unit = INDICATORS[name]
    attribute = registry[key.partition("@")[0]]
    large, medium, small = (whole(attribute, one, unit) for one in bounds)
    if not large > medium > small > 0:
        raise ValueError(f"bounds of {name} do not fall: {large}, {medium}, {small}")
    return key, (large, medium, small)
