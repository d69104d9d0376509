"""Each rule of budgets: a consistent book, one cell changed, found by that rule there."""

from dataclasses import replace

import pytest
from rules_building import LINE, Books, broken, outcomes, some_books
from samples_building import a_unit

from svc_budget.domain.templates.templates import Book

BUDGETS = [f"G{number:02}" for number in range(1, 21)]
AN_ORGAN = 5  # with 机关运行经费


@pytest.fixture(scope="module")
def books() -> Books:
    return some_books(Book.BUDGET, unit=a_unit(AN_ORGAN)).silent()


def test_a_consistent_budget_has_no_issue_and_a_receipt_for_every_rule(books: Books) -> None:
    report = books.check()

    assert [one.message for one in report.issues] == []
    assert {rule: outcomes(report)[rule] for rule in BUDGETS} == dict.fromkeys(BUDGETS, "pass")


IN, OUT = "B1/收入/{}/预算数", "B1/支出/{}/合计"
CASES = [
    ("G01", IN.format("收入总计"), {"G01", "G02", "G04"}),
    ("G02", IN.format("其他收入"), {"G02"}),
    ("G03", OUT.format("住房保障支出"), {"G03", "G05"}),
    ("G04", "B2//合计/合计", {"G04", "G06"}),
    ("G05", "B3//2210201/项目支出", {"G05", "G06"}),
    ("G06", "B5//221/合计", {"G06", "G09", "G10"}),
    ("G07", "B4/支出/住房保障支出/合计", {"G07"}),
    ("G08", "B4/收入/一般公共预算资金/预算数", {"G07", "G08"}),
    ("G09", "B5//合计/合计", {"G06", "G09", "G10"}),
    ("G10", "B5//2210201/合计", {"G06", "G10"}),
    ("G11", "B8//合计/合计", {"G11", "G12"}),
    ("G12", "B8//30101/合计", {"G11", "G12"}),
    ("G13", "B9//数额/公务接待费", {"G13"}),
    ("G14", "B8//30217/合计", {"G11", "G12", "G14"}),
    ("G15", "B9//数额/机关运行经费", {"G15"}),
    ("G16", "B10//合计/合计", {"G16"}),
    ("G17", "B12//{first}/金额", {"G17"}),
    ("G18", "B11//合计/金额", {"G18"}),
    ("G20", "B14//合计/合计", {"G20"}),
]


@pytest.mark.parametrize(("rule", "cell", "found"), CASES, ids=[one[0] for one in CASES])
def test_one_changed_cell_is_found_by_its_rule_at_that_cell(
    books: Books, rule: str, cell: str, found: set[str]
) -> None:
    first = books.book.tables["B12"].sides[0].rows[0].key
    name = cell.format(first=first)
    report = books.moved(name, 9000 * LINE).check()

    assert broken(report) == found
    place = books.cell(name)
    assert any(
        (one.sheet, one.address) == (place.sheet, place.address)
        for issue in report.issues
        if issue.rule == rule
        for one in issue.cells
    )


def test_a_large_project_without_a_target_is_found_at_the_project(books: Books) -> None:
    targets = books.book.tables["B12"]
    side = targets.sides[0]
    less = replace(targets, sides=(replace(side, rows=side.rows[1:]),))

    issues = [one for one in books.with_table(less).check().issues if one.rule == "G19"]

    assert len(issues) == 1
    assert side.rows[0].label in issues[0].message
    assert issues[0].severity == "warning"


def test_a_project_that_only_rounding_made_large_needs_no_target(books: Books) -> None:
    """5.00 万元 may have been 49,999.60 yuan; 5.01 cannot have been."""
    projects, targets = books.book.tables["B11"], books.book.tables["B12"]
    side = projects.sides[0]
    row = next(one for one in side.rows if not one.total)

    def missing(amount: int, quantum: int) -> bool:
        cell = replace(row.cells["金额"], amount=amount)
        lone = replace(row, cells={**row.cells, "金额": cell})
        table = replace(projects, quantum=quantum, sides=(replace(side, rows=(lone,)),))
        empty = replace(targets, sides=(replace(targets.sides[0], rows=()),))
        report = books.with_table(table).with_table(empty).check()
        return any(one.rule == "G19" for one in report.issues)

    assert not missing(5_000_000, 10_000)
    assert missing(5_010_000, 10_000)
    assert missing(5_000_000, 1)
