"""99 units and 15 years of messy books in every form of file, each rule planted again and again.

Every second book of a unit has a fault, of the rule that was planted least so far and has room in
it, so that each is planted in units of many kinds and in years with other codes and columns. The
others are clean and must stay silent.
"""

import sys
from collections.abc import Iterator
from itertools import cycle, product

import pytest
from trials_building import Tally, Trials, books_with, checked_rules, studio_of
from workbook_forms import FORMS

from svc_budget.domain.samples.faults.registry import known_rules
from svc_budget.domain.samples.governments.regions import GOVERNMENTS
from svc_budget.domain.samples.runs import GOVERNMENTS_SINCE
from svc_budget.domain.samples.units import SampleUnit, sample_units
from svc_budget.domain.templates.templates import Book

pytestmark = pytest.mark.scale

UNITS = (*sample_units(91), *sample_units(8, "湖南省", "省"))
YEARS = range(2011, 2026)
DEPARTMENTAL = (Book.BUDGET, Book.FINAL)
OF_GOVERNMENTS = (Book.GOVERNMENT_BUDGET, Book.GOVERNMENT_FINAL)
AT_LEAST = 3  # times a rule is planted
TIMES = {True: 2, False: 1}  # governments are few: each of their books is clean once, then broken


def books() -> Iterator[tuple[SampleUnit, int, Book]]:
    """All books of all years."""
    for year in YEARS:
        yield from ((unit, year, book) for unit, book in product(UNITS, DEPARTMENTAL))
        if year >= GOVERNMENTS_SINCE:
            yield from ((unit, year, book) for unit, book in product(GOVERNMENTS, OF_GOVERNMENTS))


def test_every_planted_fault_is_found_at_its_cell_and_clean_books_raise_no_alarm(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rules = sorted(set(known_rules()) & set(checked_rules()))
    fitting = {book: [rule for rule in rules if book in books_with(rule)] for book in Book}
    tally, forms = Tally(), cycle(FORMS)
    trials, of_year = Trials(studio_of(UNITS), FORMS), YEARS[0]
    for number, (unit, year, book) in enumerate(books()):
        if year != of_year:  # what was read of other years is not needed any more
            trials, of_year = Trials(studio_of(UNITS), FORMS), year
        form = next(forms)
        of_government = book in OF_GOVERNMENTS
        if of_government or not (number // 2 + year) % 2:
            report = trials.clean(unit, year, book, form)
            tally.count_clean(report, f"{unit.name} {year} {book} as {form}")
        for _ in range(TIMES[of_government] if of_government or (number // 2 + year) % 2 else 0):
            rarest = sorted(fitting[book], key=lambda rule: (tally.planted[rule], rule))
            tried = (trials.planted(unit, year, book, rule, form) for rule in rarest)
            verdict = next((one for one in tried if one is not None), None)
            if verdict is not None:
                tally.count(verdict)
    with capsys.disabled():
        sys.stdout.write("\n".join(["", tally.told(), *tally.failures, ""]))
    assert tally.failures == []
    assert {rule: tally.planted[rule] for rule in rules if tally.planted[rule] < AT_LEAST} == {}
