"""Indices read from their files."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from svc_budget.domain.charts.constant_prices import Indices

BASE = Decimal(100)


def read_indices(prices: Mapping[str, Any], population: Mapping[str, Any]) -> Indices:
    """Chained from the year before the first; ValueError names what is not in order."""
    changes = {int(year): Decimal(str(one)) for year, one in _part(prices).items()}
    people = {
        (str(region), int(year)): int(count)
        for region, years in population["people"].items()
        for year, count in years.items()
    }
    return Indices(_chained(changes), str(prices["source"]), people, str(population["source"]))


def _part(prices: Mapping[str, Any]) -> Mapping[int, Any]:
    found: Mapping[int, Any] = prices["previous_year_is_100"]
    return found


def _chained(changes: Mapping[int, Decimal]) -> dict[int, Decimal]:
    if not changes:
        return {}
    first = min(changes)
    if sorted(changes) != list(range(first, first + len(changes))):
        raise ValueError("price indices: a year is missing between others")
    found = {first - 1: BASE}
    for year in sorted(changes):
        found[year] = found[year - 1] * changes[year] / BASE
    return found
