"""Scenes of a run: a unit's book with the year before and the budget beside, then its narrative."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from svc_budget.domain.samples.books import Forms
from svc_budget.domain.samples.budget_narrative import budget_narrative
from svc_budget.domain.samples.faults.planting import Altered, Scene
from svc_budget.domain.samples.faults.registry import TABLE_FAULTS, TEXT_FAULTS
from svc_budget.domain.samples.figures import department_of
from svc_budget.domain.samples.final_matters import final_matters
from svc_budget.domain.samples.final_narrative import final_narrative
from svc_budget.domain.samples.government_narrative import government_narrative
from svc_budget.domain.samples.governments.regions import GOVERNMENTS
from svc_budget.domain.samples.money_flows import YearFigures
from svc_budget.domain.samples.passages import Story, numbered
from svc_budget.domain.samples.tables import SampleBook
from svc_budget.domain.samples.units import SampleUnit
from svc_budget.domain.templates.templates import Book


@dataclass
class Studio:
    """Makes scenes of some units; a department's figures are its units' added up."""

    forms: Forms
    units: Sequence[SampleUnit]
    seed: int
    _figures: dict[tuple[str, int], YearFigures] = field(default_factory=dict)

    @cached_property
    def _below(self) -> Mapping[str, list[SampleUnit]]:
        below: dict[str, list[SampleUnit]] = {}
        for unit in self.units:
            below.setdefault(unit.parent, []).append(unit)
        return below

    def units_of(self, department: SampleUnit) -> Sequence[SampleUnit]:
        """The units a department adds up."""
        return self._below.get(department.code, ())

    def figures(self, unit: SampleUnit, year: int) -> YearFigures:
        """A unit's figures of a year, or a department's."""
        if (kept := self._figures.get((unit.code, year))) is not None:
            return kept
        of = [self.figures(one, year) for one in self.units_of(unit)]
        made = department_of(unit, of) if of else self.forms.figures(unit, year, self.seed)
        self._figures[unit.code, year] = made
        return made

    def book(self, unit: SampleUnit, year: int, book: Book) -> SampleBook:
        """A book without its narrative."""
        return self.forms.book(self.figures(unit, year), book)

    def bare(self, unit: SampleUnit, year: int, book: Book) -> Scene:
        """A scene whose book has no narrative yet."""
        story = Story(
            self.book(unit, year, book),
            self.figures(unit, year),
            self.book(unit, year - 1, book),
            self.figures(unit, year - 1),
            self.book(unit, year, Book.BUDGET),
            self.forms.codes,
        )
        previous = story.before if book is Book.FINAL else self.book(unit, year - 1, Book.FINAL)
        units = tuple(self.book(one, year, book) for one in self.units_of(unit))
        return Scene(story.book, story, previous, story.budget, units)

    def bare_government(self, unit: SampleUnit, year: int, book: Book) -> Scene:
        """A scene of a government's book; the one above it is there where it is known."""

        def of(who: SampleUnit, when: int, which: Book) -> SampleBook:
            return self.forms.government_book(who, when, which, self.seed)

        above = next((one for one in GOVERNMENTS if one.code == unit.parent), None)
        return Scene(
            of(unit, year, book),
            previous=of(unit, year - 1, Book.GOVERNMENT_FINAL),
            budget=of(unit, year, Book.GOVERNMENT_BUDGET),
            upper=None if above is None else of(above, year, Book.GOVERNMENT_FINAL),
        )

    def scene(self, unit: SampleUnit, year: int, book: Book) -> Scene:
        """A clean scene."""
        return narrated(self._bare(unit, year, book))

    def _bare(self, unit: SampleUnit, year: int, book: Book) -> Scene:
        department = book in {Book.BUDGET, Book.FINAL}
        return (self.bare if department else self.bare_government)(unit, year, book)

    def planted(self, unit: SampleUnit, year: int, book: Book, rule: str) -> Altered | None:
        """A scene with one fault; None when this book has no room for it."""
        bare = self._bare(unit, year, book)
        if rule in TABLE_FAULTS[book]:
            altered = TABLE_FAULTS[book][rule](bare)
            return altered and replace(altered, scene=narrated(altered.scene))
        fault = TEXT_FAULTS.get(rule) if book is Book.FINAL else None
        return fault(narrated(bare)) if fault else None


def narrated(scene: Scene) -> Scene:
    """The scene with its book's narrative, told from its tables as they are."""
    if scene.story is None:
        passages = numbered(government_narrative(scene.book))
    else:
        story = replace(scene.story, book=scene.book)
        final = scene.book.book is Book.FINAL
        told = (final_narrative, final_matters) if final else (budget_narrative,)
        passages = tuple(one for tell in told for one in numbered(tell(story)))
    return scene.with_book(replace(scene.book, narrative=passages))
