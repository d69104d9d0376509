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
        return Scene(story, tuple(self.book(one, year, book) for one in self.units_of(unit)))

    def scene(self, unit: SampleUnit, year: int, book: Book) -> Scene:
        """A clean scene."""
        return narrated(self.bare(unit, year, book))

    def planted(self, unit: SampleUnit, year: int, book: Book, rule: str) -> Altered | None:
        """A scene with one fault; None when this book has no room for it."""
        bare = self.bare(unit, year, book)
        if rule in TABLE_FAULTS[book]:
            altered = TABLE_FAULTS[book][rule](bare)
            return altered and replace(altered, scene=narrated(altered.scene))
        fault = TEXT_FAULTS.get(rule) if book is Book.FINAL else None
        return fault(narrated(bare)) if fault else None


def narrated(scene: Scene) -> Scene:
    """The scene with its book's narrative, told from its tables as they are."""
    story = scene.story
    if story.book.book is Book.FINAL:
        passages = (*numbered(final_narrative(story)), *numbered(final_matters(story)))
    else:
        passages = numbered(budget_narrative(story))
    return scene.with_book(replace(story.book, narrative=passages))
