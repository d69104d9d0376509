"""What a unit is like in a year: how many people, which codes, what prices."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from svc_budget.domain.codes.codes import CodeKind, CodeLists
from svc_budget.domain.samples import profiles
from svc_budget.domain.samples.draws import MILLE, Draws
from svc_budget.domain.samples.units import SampleUnit

FIRST_YEAR = 2011


@lru_cache(maxsize=65536)
def growth(seed: str, year: int) -> int:
    """The prices of a year in thousandths of those of 2011."""
    if year <= FIRST_YEAR:
        return MILLE
    return growth(seed, year - 1) * Draws(seed).between(1015, 1070, year) // MILLE


@dataclass(frozen=True)
class Circumstances:
    """One unit in one year."""

    unit: SampleUnit
    year: int
    codes: CodeLists
    seed: int

    @cached_property
    def of_unit(self) -> Draws:
        """What this unit is like, whatever the year."""
        return Draws(self.seed, self.unit.code, self.unit.name)

    @cached_property
    def draws(self) -> Draws:
        """The chances of the year."""
        return self.of_unit.under(self.year)

    @cached_property
    def staff(self) -> int:
        """How many people it pays."""
        return self.of_unit.between(18, 160, "staff")

    def priced(self, a_head: int) -> int:
        """An amount a head in the prices of 2011, for all its people, in this year's."""
        return a_head * self.staff * growth(f"{self.seed}/{self.unit.code}", self.year) // MILLE

    def holds(self, code: str) -> bool:
        """Whether a functional code holds this year."""
        return self.codes.in_year(CodeKind.FUNCTION, code, self.year) is not None

    def holds_economic(self, code: str) -> bool:
        """Whether an economic code holds this year."""
        return self.codes.in_year(CodeKind.DEPARTMENT_ECONOMIC, code, self.year) is not None

    def first(self, *codes: str) -> str:
        """The first of some codes that holds; "" when none does."""
        return next((one for one in codes if self.holds(one)), "")

    @cached_property
    def items(self) -> tuple[str, ...]:
        """The codes of its projects this year."""
        valid = [one for one in self.unit.profile.projects if self.holds(one)]
        kept = self.of_unit.between(2, 5, "items")
        return self.of_unit.some_of(valid, kept, "items")

    @property
    def main(self) -> str:
        """The code its balances are carried under."""
        return self.items[0]

    @cached_property
    def office(self) -> str:
        """The code its own running is booked under: 行政运行, or 事业运行 of an institution."""
        offices = self.unit.profile.office
        institution = [f"{office[:5]}50" for office in offices] if self.unit.is_institution else []
        found = self.first(*institution, *offices, *profiles.OTHER.office)
        return self.main if self.unit.is_institution and not found.endswith("50") else found

    @cached_property
    def fund_codes(self) -> tuple[str, ...]:
        """The codes it spends government funds under; most units have none."""
        valid = tuple(one for one in self.unit.profile.funds if self.holds(one))
        return valid if self.of_unit.chance(60, "fund") else ()

    @cached_property
    def state_capital(self) -> str:
        """The code it spends state capital income under, which few do; "" otherwise."""
        since = self.year >= profiles.STATE_CAPITAL_SINCE and self.of_unit.chance(12, "capital")
        return self.first(*profiles.STATE_CAPITAL) if since else ""

    @cached_property
    def has_own(self) -> bool:
        """Whether it has money of its own beside what the treasury gives."""
        return self.of_unit.chance(85 if self.unit.is_institution else 40, "own")

    @cached_property
    def restricted(self) -> bool:
        """Whether it has any “三公” spending."""
        return self.of_unit.chance(88, "restricted")
