"""Each rule of governments' books; the debts are those of 綦江区 in 2020, in 亿元."""

import pytest
from rules_building import LINE, Books, broken, outcomes, some_books

from svc_budget.domain.samples.governments.regions import GOVERNMENTS
from svc_budget.domain.templates.templates import Book

PROVINCE, CITY, COUNTY = GOVERNMENTS
RESERVES = [(0, "fail"), (5, "fail"), (20, "pass"), (31, "fail")]  # in thousandths
YI = 10_000_000_000  # fen in one 亿元


@pytest.fixture(scope="module")
def final() -> Books:
    return some_books(Book.GOVERNMENT_FINAL, unit=CITY)


def test_consistent_books_of_all_levels_have_no_issue() -> None:
    for unit in GOVERNMENTS:
        for book in (Book.GOVERNMENT_FINAL, Book.GOVERNMENT_BUDGET):
            report = some_books(book, unit=unit).check()
            assert [one.message for one in report.issues] == []


CASES = [
    ("H01", "GF1//10101/决算数", {"H01", "H04"}),
    ("H02", "GF1//调入资金/本级", {"H02", "H04"}),
    ("H03", "GF2//结转下年支出/决算数", {"H03", "H04"}),
    ("H04", "GF3//合计/决算数", {"H01", "H04"}),
    ("H05", "GF5//合计/专项转移支付", {"H05", "X01"}),
    ("H06", "GF6//本年举借额/决算数", {"H06"}),
    ("H08", "GF20//6月/收入累计", {"H08"}),
    ("H09", "GF21//{item}/待分配", {"H09"}),
    ("H10", "GF22//合计/金额", {"H10"}),
]


@pytest.mark.parametrize(("rule", "cell", "found"), CASES, ids=[one[0] for one in CASES])
def test_one_changed_cell_is_found_by_its_rule_at_that_cell(
    final: Books, rule: str, cell: str, found: set[str]
) -> None:
    rows = final.book.tables["GF21"].sides[0].rows
    name = cell.format(item=next(row.key for row in rows if not row.total))
    report = final.moved(name, 50_000 * LINE).check()

    assert broken(report) == found
    place = final.cell(name)
    assert any(
        (one.sheet, one.address) == (place.sheet, place.address)
        for issue in report.issues
        if issue.rule == rule
        for one in issue.cells
    )


@pytest.mark.parametrize(("share", "expected"), RESERVES)
def test_the_reserve_is_one_to_three_in_a_hundred_of_own_spending(
    share: int, expected: str
) -> None:
    books = some_books(Book.GOVERNMENT_BUDGET, unit=PROVINCE)
    spent = books.amount("GB3//合计/预算数")
    report = books.changed("GB3//227/预算数", spent * share // 1000).check()

    assert outcomes(report)["H07"] == expected


def _with_debts(books: Books, **lines: float) -> Books:
    for line, amount in lines.items():
        books = books.changed(f"GF6//{line}/决算数", round(amount * 100) * YI // 100)
    return books


def test_debts_of_a_real_county_are_in_balance(final: Books) -> None:
    owed = {"上年末余额": 48.99, "本年举借额": 14.39, "本年还本额": 11.41, "年末余额": 51.97}
    real = _with_debts(final, **owed, 本年限额=89.00)
    rows = {row.key: row for row in final.book.tables["GF19"].sides[0].rows}
    assert rows
    report = real.check()

    messages = [one.message for one in report.issues if "GF19" not in {c.table for c in one.cells}]
    assert [one for one in messages if "债务" in one and "应等于" in one] == []
    wrong = _with_debts(real, 年末余额=51.90).check()
    assert any("48.99 亿元" in one.message and "51.97 亿元" in one.message
               for one in wrong.issues if one.rule == "H06")  # fmt: skip


def test_limits_and_balances_of_a_real_county_add_up() -> None:
    books = some_books(Book.GOVERNMENT_FINAL, unit=CITY)
    region = next(row.key for row in books.book.tables["GF19"].sides[0].rows if not row.total)
    real = {
        "限额": 152.50, "一般债务限额": 89.00, "专项债务限额": 63.50,
        "余额": 84.44, "一般债务余额": 51.97, "专项债务余额": 32.47,
    }  # fmt: skip
    for column, amount in real.items():
        books = books.changed(f"GF19//{region}/{column}", round(amount * 100) * YI // 100)
    of_region = [
        one.message
        for one in books.check().issues
        if one.rule == "H06" and {cell.row for cell in one.cells} == {region}
    ]
    assert of_region == []

    above = books.changed(f"GF19//{region}/专项债务余额", 64 * YI).check()
    assert any("不应大于" in one.message for one in above.issues if one.rule == "H06")


def test_a_month_that_fell_is_a_warning_and_names_both_months(final: Books) -> None:
    by_may = final.amount("GF20//5月/收入累计")
    report = final.changed("GF20//6月/收入累计", by_may - LINE).check()

    fell = [one for one in report.issues if one.rule == "H08" and one.sign == ">="]
    assert [one.severity for one in fell] == ["warning"]
    assert "“6月”" in fell[0].message
    assert "“5月”" in fell[0].message


def test_rates_a_table_states_are_reckoned_again(final: Books) -> None:
    planned = final.amount("GF1//本年收入合计/预算数")
    through = final.amount("GF20//3月/收入累计")
    right = round(through * 10_000 / planned)

    assert "H08" not in broken(final.changed("GF20//3月/收入占预算", right).check())
    wrong = final.changed("GF20//3月/收入占预算", right + 500).check()
    assert any("占预算" in one.message for one in wrong.issues if one.rule == "H08")


def test_a_county_has_nothing_below_it() -> None:
    report = some_books(Book.GOVERNMENT_FINAL, unit=COUNTY).check()

    assert outcomes(report)["H05"] == "not_applicable"
    assert outcomes(report)["H04"] == "pass"
