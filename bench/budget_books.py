"""The workbooks of 99 units and 15 years, and the order in which they can be handed in.

A year's final account is compared with the year before and with its budget, a department's book
with those of its units: so years, then units before their department, budgets before finals.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.identity import Caller
from svc_budget.domain.samples.runs import BOOKS
from svc_budget.domain.samples.units import SampleUnit, sample_units
from svc_budget.domain.templates.templates import BOOK_NAMES, Book
from svc_budget.domain.units.units import Unit, UnitKind
from svc_budget.storage.directory import Organ

REGION = "431202"
FINANCE = uuid5(NAMESPACE_URL, "yangguang:organ:czj")
TREASURER = Caller(
    str(UUID(int=7)), "staff", "唐**", frozenset({"finance"}), FINANCE, REGION, "HC-CZJ-001"
)
THE_ORGAN = Organ(FINANCE, "czj", "云溪区财政局", "", REGION)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One workbook: whose, of which year, and where it lies."""

    unit: SampleUnit
    year: int
    book: Book
    path: Path


@dataclass(frozen=True, slots=True)
class Size:
    """How many units, over which years; wide are the books of large departments only."""

    units: int = 99
    first_year: int = 2011
    last_year: int = 2025
    wide: bool = False

    @property
    def years(self) -> range:
        """The budget years."""
        return range(self.first_year, self.last_year + 1)

    @property
    def span(self) -> str:
        """As the command takes it."""
        return f"{self.first_year}-{self.last_year}"

    @property
    def unit_years(self) -> int:
        """Each a budget and a final account: what the figures call a workbook."""
        return self.units * len(self.years)

    @property
    def all_units(self) -> Sequence[SampleUnit]:
        """The units themselves."""
        if not self.wide:
            return sample_units(self.units)
        return [one for one in sample_units(self.units * 4) if not one.parent]


def units_of(size: Size) -> list[Unit]:
    """As the service keeps them, departments first."""
    return sorted(map(_kept, size.all_units), key=lambda one: one.parent_code or "")


def _kept(one: SampleUnit) -> Unit:
    kind = UnitKind.UNIT if one.parent else UnitKind.DEPARTMENT
    return Unit(one.code, one.name, kind, FINANCE, REGION, one.level, one.parent or None)


def books_of(folder: Path, size: Size, part: int, parts: int) -> Iterator[HandedIn]:
    """One worker's share: every so many-th department, with its units."""
    departments = [one.code for one in size.all_units if not one.parent]
    mine = set(departments[part::parts])
    units = [one for one in size.all_units if (one.parent or one.code) in mine]
    units.sort(key=lambda one: not one.parent)
    for year in size.years:
        for book in BOOKS:
            yield from (
                HandedIn(one, year, book, path_of(folder, one, year, book)) for one in units
            )


def path_of(folder: Path, unit: SampleUnit, year: int, book: Book) -> Path:
    """Where the product's own command puts a book."""
    return folder / str(year) / f"{unit.code} {unit.name}{year}年{BOOK_NAMES[book]}.xlsx"
