"""Builders of sample books for the tests: the shipped templates and codes, a few units."""

from functools import cache
from pathlib import Path

from svc_budget.adapters.forms import codes_in, templates_in
from svc_budget.domain.samples.books import Forms
from svc_budget.domain.samples.tables import SampleBook
from svc_budget.domain.samples.units import SampleUnit, sample_units
from svc_budget.domain.templates.templates import Book

HERE = Path(__file__).parents[1]
SEED = 1


@cache
def shipped_forms() -> Forms:
    """The templates and codes the service comes with."""
    return Forms(templates_in(HERE / "templates"), codes_in(HERE / "codes"))


def a_unit(number: int = 2) -> SampleUnit:
    """One of the made-up units."""
    return sample_units(number + 1)[number]


def a_sample(
    book: Book = Book.FINAL, year: int = 2025, unit: SampleUnit | None = None, seed: int = SEED
) -> SampleBook:
    """A clean book before it is laid out."""
    forms = shipped_forms()
    return forms.book(forms.figures(unit or a_unit(), year, seed), book)
