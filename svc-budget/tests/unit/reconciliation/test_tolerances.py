"""How far figures may be apart: the formula, and figures of really published books."""

from dataclasses import replace

import pytest
from rules_building import Books, broken, some_books
from samples_building import a_unit

from svc_budget.domain.reconciliation.tolerances import Tolerance, allowed
from svc_budget.domain.templates.templates import Book

WAN = 1_000_000  # fen in one 万元
QUANTUM = 10_000  # fen in 0.01 万元
YUAN = 100


def fen(ten_thousands: float) -> int:
    return round(ten_thousands * 100) * (WAN // 100)


@pytest.mark.parametrize(("parts", "margin"), [(2, 15_000), (3, 20_000), (24, 125_000)])
def test_a_sum_of_n_parts_may_be_off_by_n_plus_one_half_quanta(parts: int, margin: int) -> None:
    assert allowed(Tolerance.ROUNDING, [QUANTUM] * (parts + 1)) == margin


def test_two_figures_may_be_one_quantum_of_the_coarser_table_apart() -> None:
    assert allowed(Tolerance.ROUNDING, [QUANTUM, QUANTUM]) == QUANTUM
    assert allowed(Tolerance.ROUNDING, [YUAN, QUANTUM]) == QUANTUM


def test_exact_allows_nothing() -> None:
    assert allowed(Tolerance.EXACT, [QUANTUM] * 9) == 0


@pytest.fixture(scope="module")
def final() -> Books:
    return some_books(unit=a_unit(51)).silent()


@pytest.fixture(scope="module")
def budget() -> Books:
    return some_books(Book.BUDGET, unit=a_unit(51)).silent()


def _hierarchy(books: Books, table: str, column: str, total: int, *parts: int) -> Books:
    """A table with one class's children as given, and nothing else in that column."""
    rows = [row.key for _, row in books.book.tables[table].rows()]
    for row in rows:
        books = books.changed(f"{table}//{row}/{column}", None)
    classes = [row for row in rows if len(row) == 3 and row.isdigit()][: len(parts)]
    for row, part in zip(classes, parts, strict=True):
        books = books.changed(f"{table}//{row}/{column}", part)
    return books.changed(f"{table}//合计/{column}", total)


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        (2946.25, (2066.97, 326.72, 147.25, 405.32)),  # 2,946.26 against 2,946.25
        (2940.05, (2060.77, 326.72, 147.25, 405.32)),
    ],
)
def test_sums_of_a_finance_bureau_in_2024_pass(
    final: Books, total: float, parts: tuple[float, ...]
) -> None:
    books = _hierarchy(final, "T2", "事业收入", fen(total), *map(fen, parts))
    found = [one for one in books.check().issues if one.rule == "F08"]

    assert not [one for one in found if one.left[0].row == "合计"]


def test_a_sum_off_by_one_yuan_passes_and_by_two_tenths_of_a_thousand_does_not(
    budget: Books,
) -> None:
    """212 = 154,369,326 against 154,369,327; 302 = 24,840,779 against 24,840,778."""
    code = next(row.code for _, row in budget.book.tables["B3"].rows() if len(row.code) == 3)
    place = f"B3//{code}/合计"
    table = replace(budget.book.tables["B3"], quantum=YUAN)
    in_yuan = budget.with_table(table)
    whole = round(in_yuan.amount(place) / YUAN) * YUAN

    near = {one.left[0].row for one in in_yuan.changed(place, whole + YUAN).check().issues}
    far = {one.left[0].row for one in in_yuan.changed(place, whole + 90 * YUAN).check().issues}
    assert code not in near
    assert code in far


def test_class_totals_of_two_tables_one_quantum_apart_pass(final: Books) -> None:
    """T1 has 326.71 for social security, T3 has 326.72."""
    books = final.changed("T1/支出/208/决算数", fen(326.71)).changed("T3//208/合计", fen(326.72))
    assert not [one for one in books.check().issues if one.rule == "F11"]

    wider = books.changed("T3//208/合计", fen(326.73))
    assert [one.right[0].row for one in wider.check().issues if one.rule == "F11"] == ["208"]


def test_basic_spending_one_quantum_off_personnel_and_public_passes(final: Books) -> None:
    """95.36 + 10.23 = 105.59 against 105.58."""
    real = {"人员经费合计": 95.36, "公用经费合计": 10.23, "合计": 105.58}
    books = final
    for row, amount in real.items():
        books = books.changed(f"T6//{row}/决算数", fen(amount))
    assert "F27" not in broken(books.check())
    assert "F27" in broken(books.changed("T6//合计/决算数", fen(105.50)).check())


def test_procurement_one_quantum_off_its_kinds_passes(budget: Books) -> None:
    """4.79 + 0 + 246.47 against 251.25."""
    real = {"货物": 4.79, "工程": 0, "服务": 246.47, "合计": 251.25}
    books = budget
    row = next(row.key for _, row in budget.book.tables["B10"].rows() if not row.total)
    for column, amount in real.items():
        books = books.changed(f"B10//{row}/{column}", fen(amount))
    of_row = [one for one in books.check().issues if one.left[0].row == row]
    assert of_row == []


@pytest.mark.parametrize(
    ("code", "column", "inside", "whole"),
    [
        ("30231", "公务用车运行费", 13.24, 0.0),
        ("30217", "公务接待费", 8.31, 0.30),
        ("30231", "公务用车运行费", 81.11, 19.56),
    ],
)
def test_more_inside_basic_spending_than_the_whole_fails(
    final: Books, code: str, column: str, inside: float, whole: float
) -> None:
    books = final.changed(f"T6//{code}/决算数", fen(inside))
    books = books.changed(f"T7//数额/决算数.{column}", fen(whole) or None)
    found = [one for one in books.check().issues if one.rule == "F29"]

    assert len(found) == 1
    assert f"{inside} 万元" in found[0].message
    assert (found[0].left[0].row, found[0].right[0].column) == (code, f"决算数.{column}")


def test_one_item_in_two_tables_off_by_far_more_fails(final: Books) -> None:
    """257.14 against 245.53; 105.00 against 135.00."""
    books = final.changed("T1/支出/210/决算数", fen(257.14)).changed("T3//210/合计", fen(245.53))
    found = [one for one in books.check().issues if one.rule == "F11"]
    assert [one.difference for one in found] == [fen(11.61)]

    funds = final.changed("T4/支出/本年支出合计/政府性基金", fen(105)).changed(
        "T8//合计/本年支出", fen(135)
    )
    assert "F18" in broken(funds.check())
