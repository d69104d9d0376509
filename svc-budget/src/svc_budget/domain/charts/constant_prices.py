"""Constant prices and inhabitants: what is counted beside amounts, never guessed where missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Indices:
    """Price index by year (any base), and inhabitants by region and year, with their sources."""

    prices: Mapping[int, Decimal] = field(default_factory=dict)
    prices_source: str = ""
    people: Mapping[tuple[str, int], int] = field(default_factory=dict)
    people_source: str = ""

    def in_prices_of(self, fen: int, year: int, base: int) -> int | None:
        """An amount of one year in the prices of another; None where an index is missing."""
        own, other = self.prices.get(year), self.prices.get(base)
        if own is None or other is None:
            return None
        return int((Decimal(fen) * other / own).quantize(Decimal(1), ROUND_HALF_UP))

    def people_of(self, region: str, year: int) -> int | None:
        """Inhabitants at the end of a year; None where nobody counted them."""
        return self.people.get((region, year))


NONE_KNOWN = Indices()
