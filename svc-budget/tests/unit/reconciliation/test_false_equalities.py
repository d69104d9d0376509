"""What looks like an equality and is none: books that have it otherwise are in order."""

import pytest
from rules_building import Books, broken, shipped_rules, some_books
from samples_building import a_unit

from svc_budget.domain.templates.templates import Book

INSTITUTION_WITH_OWN_INCOME = 51
ORGAN = 1


@pytest.fixture(scope="module")
def final() -> Books:
    return some_books(unit=a_unit(INSTITUTION_WITH_OWN_INCOME))


@pytest.fixture(scope="module")
def budget() -> Books:
    return some_books(Book.BUDGET, unit=a_unit(INSTITUTION_WITH_OWN_INCOME))


def test_basic_spending_of_all_money_is_more_than_that_of_the_general_budget(final: Books) -> None:
    """规划局: 5,377.64 against 5,364.75."""
    assert final.amount("T3//合计/基本支出") > final.amount("T5//合计/基本支出")
    assert broken(final.check()) == set()


def test_the_whole_budget_is_more_than_its_fiscal_money(budget: Books) -> None:
    """福利院: 12,121,164 against 9,501,164."""
    assert budget.amount("B1/收入/收入总计/预算数") > budget.amount("B4/收入/收入总计/预算数")
    assert budget.amount("B3//合计/合计") > budget.amount("B5//合计/合计")
    assert broken(budget.check()) == set()


def test_running_cost_is_less_than_what_runs_the_office() -> None:
    """规划局: 142.80 against 480.66; equal in 市财政局, which is in order too."""
    books = some_books(Book.BUDGET, unit=a_unit(ORGAN))
    public = books.amount("B8//合计/公用经费")
    assert 0 < books.amount("B9//数额/机关运行经费") < public
    assert broken(books.check()) == set()
    equal = books.silent().changed("B9//数额/机关运行经费", public)
    assert broken(equal.check()) == set()


def test_targets_cover_less_than_all_project_spending(budget: Books) -> None:
    """598.46 against 609.31."""
    rows = budget.book.tables["B12"].sides[0].rows
    small = min(
        (row for row in rows if not row.total), key=lambda row: row.cells["金额"].amount or 0
    )
    less = budget.moved(f"B12//{small.key}/金额", -5_000_000)
    assert "G17" not in broken(less.check())


@pytest.mark.parametrize(
    "pair",
    [
        ("T3.合计.基本支出", "T5.合计.基本支出"),
        ("B1.收入总计", "B4.收入.收入总计"),
        ("B9.数额.机关运行经费", "B8.合计.公用经费"),
    ],
)
def test_no_shipped_rule_holds_them_equal(pair: tuple[str, str]) -> None:
    """Changing one side by a little, within what inclusions allow, breaks no equality of both."""
    for rule in shipped_rules():
        for check in rule.checks:
            relation = getattr(check, "relation", None)
            if relation is not None and relation.sign == "=":
                assert {relation.left.text, relation.right.text} != set(pair), rule.id
