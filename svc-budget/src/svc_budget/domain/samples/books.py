"""Whole sample books: the tables the templates of that year have, filled for one unit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from svc_budget.domain.codes.codes import CodeLists
from svc_budget.domain.samples.budget_details import budget_details
from svc_budget.domain.samples.budget_tables import budget_figures
from svc_budget.domain.samples.drafts import Draft
from svc_budget.domain.samples.empty_tables import with_sentences
from svc_budget.domain.samples.figures import figures_of
from svc_budget.domain.samples.final_tables import final_figures
from svc_budget.domain.samples.governments import books as governments
from svc_budget.domain.samples.governments.drawing import government_of
from svc_budget.domain.samples.layout import lay_out
from svc_budget.domain.samples.money_flows import YearFigures
from svc_budget.domain.samples.province_details import province_details
from svc_budget.domain.samples.styles import Style
from svc_budget.domain.samples.tables import Figures, SampleBook, make_table
from svc_budget.domain.samples.units import SampleUnit
from svc_budget.domain.templates.templates import Book, TemplateSet
from svc_budget.domain.workbooks.grids import Grid

PROVINCE = "省"
FILLED: Mapping[Book, Callable[[YearFigures], Mapping[str, Figures]]] = {
    Book.FINAL: final_figures,
    Book.BUDGET: lambda of: {**budget_figures(of), **budget_details(of)},
}


@dataclass(frozen=True, slots=True)
class Forms:
    """What books are made from: the templates of tables and the lists of codes."""

    templates: TemplateSet
    codes: CodeLists

    def book(self, figures: YearFigures, book: Book) -> SampleBook:
        """A book of a unit's year, not yet laid out."""
        unit, year = figures.unit, figures.year
        filled = dict(FILLED[book](figures))
        if book is Book.BUDGET and unit.level == PROVINCE:
            templates = self.templates.of_book(book, year, unit.level)
            filled |= province_details(figures, templates, self.codes)
        return self._filled(filled, unit, year, book)

    def government_book(self, unit: SampleUnit, year: int, book: Book, seed: int) -> SampleBook:
        """A book of a government, not yet laid out."""
        budget, final = (
            government_of(unit, year, one, self.codes, seed)
            for one in (Book.GOVERNMENT_BUDGET, Book.GOVERNMENT_FINAL)
        )
        planned = book is Book.GOVERNMENT_BUDGET
        filled = governments.budget_figures(budget) if planned else None
        filled = filled or governments.final_figures(final, budget)
        return self._filled(filled, unit, year, book)

    def _filled(
        self, filled: Mapping[str, Figures], unit: SampleUnit, year: int, book: Book
    ) -> SampleBook:
        tables = {
            template.code: make_table(template, filled[template.code], self.codes, year)
            for template in self.templates.of_book(book, year, unit.level)
            if template.code in filled
        }
        return with_sentences(SampleBook(unit, year, book, tables))

    def figures(self, unit: SampleUnit, year: int, seed: int) -> YearFigures:
        """A unit's figures of a year."""
        return figures_of(unit, year, self.codes, seed)


def sample_drafts(book: SampleBook, style: Style | None = None) -> tuple[Draft, ...]:
    """The sheets of a book, with where everything stands."""
    return lay_out(book, style or Style())


def sample_book(
    forms: Forms, unit: SampleUnit, year: int, book: Book, seed: int = 1
) -> tuple[Grid, ...]:
    """The clean book of one unit and year, as a reader of its file would hand it over."""
    made = (
        forms.book(forms.figures(unit, year, seed), book)
        if book in FILLED
        else forms.government_book(unit, year, book, seed)
    )
    return tuple(draft.grid() for draft in sample_drafts(made))
