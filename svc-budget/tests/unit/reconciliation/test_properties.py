"""Any consistent book, rounded figure by figure, is in order; any real difference is found."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from rules_building import Books, broken, some_books
from samples_building import a_unit

from svc_budget.domain.samples.governments.regions import GOVERNMENTS
from svc_budget.domain.templates.templates import Book

UNITS = st.sampled_from(range(60))
YEARS = st.sampled_from(range(2013, 2026))
SEEDS = st.integers(1, 40)
DEPARTMENT = st.sampled_from([Book.FINAL, Book.BUDGET])
SOME = settings(max_examples=30, deadline=None)
ALMOST = 15  # quanta: more than the widest sum of these books explains


@cache
def made(book: Book, year: int, unit: int, seed: int) -> Books:
    return some_books(book, year, a_unit(unit), seed)


@SOME
@given(DEPARTMENT, YEARS, UNITS, SEEDS)
def test_a_consistent_book_with_rounding_noise_has_no_issue(
    book: Book, year: int, unit: int, seed: int
) -> None:
    report = made(book, year, unit, seed).check()

    assert [one.message for one in report.issues] == []


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(GOVERNMENTS), st.sampled_from(range(2018, 2026)), SEEDS)
def test_a_consistent_government_book_has_no_issue(unit: object, year: int, seed: int) -> None:
    for book in (Book.GOVERNMENT_FINAL, Book.GOVERNMENT_BUDGET):
        report = some_books(book, year, unit, seed).check()  # type: ignore[arg-type]
        assert [one.message for one in report.issues] == []


@SOME
@given(st.data(), DEPARTMENT, UNITS)
def test_a_difference_beyond_rounding_in_any_summed_cell_is_found(
    data: st.DataObject, book: Book, unit: int
) -> None:
    books = made(book, 2025, unit, 1).silent()
    table = books.book.tables["T3" if book is Book.FINAL else "B3"]
    rows = [row for _, row in table.rows()]
    row = data.draw(st.sampled_from(rows), label="row")
    column = data.draw(st.sampled_from(sorted(row.cells)), label="column")
    quanta = data.draw(st.integers(ALMOST, 10_000), label="quanta")
    sign = data.draw(st.sampled_from([1, -1]), label="sign")
    cell = books.cell(f"{table.code}//{row.key}/{column}")

    report = books.moved(f"{table.code}//{row.key}/{column}", sign * quanta * table.quantum).check()

    found = {(one.sheet, one.address) for issue in report.issues for one in issue.cells}
    assert (cell.sheet, cell.address) in found


@SOME
@given(YEARS, UNITS)
def test_every_rule_has_a_receipt_whatever_is_missing(year: int, unit: int) -> None:
    books = made(Book.FINAL, year, unit, 1)
    whole = {one.rule for one in books.check().receipts}
    for code in list(books.book.tables):
        report = books.without(code).check()
        assert {one.rule for one in report.receipts} == whole
        assert broken(report) == set()
        assert not [one for one in report.receipts if one.outcome == "execution_error"]
