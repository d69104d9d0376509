"""Whether a workbook is the one it was uploaded as."""

from dataclasses import replace

import pytest
from submissions_building import YEAR, a_book, a_unit

from svc_budget.domain.submissions.identity import (
    BookNotOfThisUnit,
    NoTableRecognised,
    WorkbookOfAnotherKind,
    WorkbookOfAnotherUnit,
    WorkbookOfAnotherYear,
    refuse_other_book,
    refuse_other_workbook,
)
from svc_budget.domain.templates.templates import Book
from svc_budget.domain.units.units import Unit, UnitKind
from svc_budget.domain.workbooks.books import RecognisedBook

UNIT = a_unit(name="怀化市鹤城区教育局")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "怀化市鹤城区教育局",
        "鹤城区教育局",
        "湖南省怀化市鹤城区教育局",
        "怀化市 鹤城区教育局（）",
    ],
)
def test_a_unit_is_known_with_or_without_the_place_before_its_name(name: str) -> None:
    refuse_other_workbook(a_book(unit_name=name), UNIT, YEAR, Book.FINAL)


@pytest.mark.parametrize("name", ["怀化市鹤城区卫生健康局", "怀化市鹤城区教育局信息中心"])
def test_another_units_workbook_is_refused_with_what_it_says(name: str) -> None:
    with pytest.raises(WorkbookOfAnotherUnit) as refused:
        refuse_other_workbook(a_book(unit_name=name), UNIT, YEAR, Book.FINAL)

    assert refused.value.found == name
    assert name in refused.value.detail()


def test_another_years_workbook_is_refused_with_what_it_says() -> None:
    with pytest.raises(WorkbookOfAnotherYear) as refused:
        refuse_other_workbook(a_book(years_named=(2024, 2025)), UNIT, YEAR, Book.FINAL)

    assert (refused.value.found, refused.value.year) == (2024, 2025)


def test_a_budget_uploaded_as_final_account_is_refused_with_what_it_says() -> None:
    budget = replace(a_book(), book_named=Book.BUDGET)
    with pytest.raises(WorkbookOfAnotherKind, match="部门预算"):
        refuse_other_workbook(budget, UNIT, YEAR, Book.FINAL)

    of_a_government = replace(a_book(unit_name=""), book_named=Book.FINAL)
    refuse_other_workbook(of_a_government, UNIT, YEAR, Book.GOVERNMENT_FINAL)


def test_a_workbook_without_any_table_names_its_sheets() -> None:
    found = RecognisedBook(tables={}, unknown_sheets=("Sheet1", "通讯录"))
    with pytest.raises(NoTableRecognised) as refused:
        refuse_other_workbook(found, UNIT, YEAR, Book.FINAL)

    assert "Sheet1、通讯录" in refused.value.detail()


@pytest.mark.parametrize(
    "name",
    ["怀化市鹤城区", "鹤城区", "鹤城区财政局", "怀化市鹤城区人民政府", "湖南省怀化市鹤城区本级"],
)
def test_a_governments_book_may_name_the_place_or_its_finance_department(name: str) -> None:
    refuse_other_workbook(a_book(unit_name=name), _government(), YEAR, Book.GOVERNMENT_FINAL)


@pytest.mark.parametrize("name", ["怀化市洪江市", "怀化市", "怀化市财政局", "鹤城区教育局"])
def test_another_regions_book_is_refused_with_what_it_says(name: str) -> None:
    with pytest.raises(WorkbookOfAnotherUnit, match=name):
        refuse_other_workbook(a_book(unit_name=name), _government(), YEAR, Book.GOVERNMENT_FINAL)


def _government() -> Unit:
    return a_unit("zf", "怀化市鹤城区人民政府", kind=UnitKind.GOVERNMENT)


@pytest.mark.parametrize(
    ("unit", "book"),
    [
        (UNIT, Book.GOVERNMENT_FINAL),
        (_government(), Book.FINAL),
        (a_unit(first_year=2026), Book.FINAL),
    ],
)
def test_a_book_a_unit_does_not_publish_is_refused(unit: Unit, book: Book) -> None:
    with pytest.raises(BookNotOfThisUnit):
        refuse_other_book(unit, YEAR, book)
