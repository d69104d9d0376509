"""Every fault is found at its cell, and nothing in clean books: a few units, each rule once."""

import sys
from itertools import cycle

import pytest
from trials_building import Tally, Trials, books_with, checked_rules, studio_of
from workbook_forms import FORMS

from svc_budget.domain.samples.faults.registry import known_rules
from svc_budget.domain.samples.governments.regions import GOVERNMENTS
from svc_budget.domain.samples.units import SampleUnit, sample_units
from svc_budget.domain.templates.templates import Book

UNITS = (*sample_units(48), *sample_units(4, "湖南省", "省"))
YEAR = 2025
DEPARTMENTAL = {Book.BUDGET, Book.FINAL}


@pytest.fixture(scope="module")
def trials() -> Trials:
    return Trials(studio_of(UNITS), FORMS)


def whose(book: Book) -> tuple[SampleUnit, ...]:
    return UNITS if book in DEPARTMENTAL else GOVERNMENTS


def test_every_fault_is_found_at_its_cell_and_nothing_else_with_it(
    trials: Trials, capsys: pytest.CaptureFixture[str]
) -> None:
    tally, forms = Tally(), cycle(FORMS)
    for rule in sorted(set(known_rules()) & set(checked_rules())):
        for book in books_with(rule):
            tried = (trials.planted(unit, YEAR, book, rule, next(forms)) for unit in whose(book))
            verdict = next((one for one in tried if one is not None), None)
            assert verdict is not None, f"no book had room for {rule}"
            tally.count(verdict)
    with capsys.disabled():
        sys.stdout.write(f"\n{tally.told()}\n")
    assert tally.failures == []


def test_clean_books_raise_no_alarm(trials: Trials, capsys: pytest.CaptureFixture[str]) -> None:
    tally, forms = Tally(), cycle(FORMS)
    for book in Book:
        for unit in (*whose(book)[:11], *whose(book)[-1:]):
            for year in (2019, YEAR):
                form = next(forms)
                report = trials.clean(unit, year, book, form)
                tally.count_clean(report, f"{unit.name} {year} {book} as {form}")
    with capsys.disabled():
        sys.stdout.write(f"\n{tally.told()}\n")
    assert tally.failures == []


def test_a_fault_is_known_for_every_rule() -> None:
    assert set(checked_rules()) == set(known_rules())
