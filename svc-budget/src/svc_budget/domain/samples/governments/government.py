"""What a government is like in a year: its regions, its size, the codes and prices of the year."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from svc_budget.domain.codes.codes import CodeKind, CodeLists
from svc_budget.domain.samples.circumstances import growth
from svc_budget.domain.samples.draws import MILLE, Draws
from svc_budget.domain.samples.governments.public_money import Debt, Levels, Parts
from svc_budget.domain.samples.governments.regions import regions_of
from svc_budget.domain.samples.units import SampleUnit
from svc_budget.domain.templates.templates import Book

MILLION = 1_000_000 * 100  # yuan, in fen
SIZES = {"省": 90_000, "市": 9_000, "县": 2_200}  # own spending in 2011, in million yuan
FIRST_YEAR = 2011
SHARES = {"general": 500, "special": 400}  # owed in 2011, in thousandths of own spending


@dataclass(frozen=True)
class Government:
    """One government in one year, seen by one of its books."""

    unit: SampleUnit
    year: int
    book: Book
    codes: CodeLists
    seed: int

    @cached_property
    def of_unit(self) -> Draws:
        """What it is like, whatever the year."""
        return Draws(self.seed, "government", self.unit.code)

    @cached_property
    def of_year(self) -> Draws:
        """The chances of the year, the same in both books."""
        return self.of_unit.under(self.year)

    @cached_property
    def draws(self) -> Draws:
        """The chances of the year in this book."""
        return self.of_year.under(self.book)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Who is below it."""
        return regions_of(self.unit)

    def priced(self, year: int) -> int:
        """Its own spending, about, in the prices of a year."""
        key = f"{self.seed}/{self.unit.code}/government"
        return SIZES[self.unit.level] * MILLION * growth(key, year) // MILLE

    def part(self, low: int, high: int, *what: object) -> int:
        """An amount of so many thousandths of its own spending."""
        return self.draws.about(self.priced(self.year), low, high, *what)

    def kept(self, year: int, low: int, high: int, *what: object) -> int:
        """The same of a balance at the end of a year: both years and both books say it alike."""
        return self.of_unit.under("kept", year).about(self.priced(year), low, high, *what)

    def ends(self, low: int, high: int, what: str) -> tuple[int, int]:
        """A balance at the beginning and the end of the year."""
        return self.kept(self.year - 1, low, high, what), self.kept(self.year, low, high, what)

    def split(
        self, kind: CodeKind, weights: Mapping[str, int], amount: int, *what: object
    ) -> dict[str, int]:
        """An amount over the codes that hold this year."""
        valid = {
            code: weight
            for code, weight in weights.items()
            if self.codes.in_year(kind, code, self.year)
        }
        return self.draws.split(amount, valid, *what) if amount and valid else {}

    def levels(
        self, kind: CodeKind, weights: Mapping[str, int], amount: Levels, what: str
    ) -> Mapping[str, Levels]:
        """The same at both levels."""
        own = self.split(kind, weights, amount.own, what, "own")
        below = self.split(kind, weights, amount.below, what, "below")
        return {code: Levels(own.get(code, 0), below.get(code, 0)) for code in sorted(own)}

    def to_regions(self, amount: int, *what: object) -> Parts:
        """An amount over the regions below; nothing where there are none."""
        regions = dict.fromkeys(self.regions, 10)
        return self.draws.split(amount, regions, *what) if regions else {}

    def debt(self, kind: str) -> Debt:
        """What is owed at an end of a year is known from the year alone; issuing closes it."""
        opening, closing = (
            self.kept(year, low, low + 15, kind)
            for year in (self.year - 1, self.year)
            if (low := SHARES[kind] + 20 * (year - FIRST_YEAR))
        )
        repaid = self.of_year.part(opening, 40, 110, kind, "repaid")
        limit = closing + self.of_year.about(closing, 20, 90, kind, "limit")
        return Debt(limit, opening, closing - opening + repaid, repaid)

    @property
    def borrows_by(self) -> str:
        """A province issues debt, the others are lent it."""
        return "债务收入" if self.unit.level == "省" else "债务转贷收入"
