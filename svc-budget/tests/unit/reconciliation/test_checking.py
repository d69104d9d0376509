"""Outcomes, receipts and issues: what blank, missing, unread and broken come to."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from rules_building import LINE, Books, broken, outcomes, shipped_rules, some_books
from samples_building import a_unit, shipped_forms

from svc_budget.domain.reconciliation.checking import RuleSet
from svc_budget.domain.reconciliation.reading import read_rules
from svc_budget.domain.templates.templates import Book


@pytest.fixture(scope="module")
def books() -> Books:
    return some_books(unit=a_unit(51)).silent()


def rules(*files: dict[str, Any]) -> RuleSet:
    kept = [
        {"id": f"R{number}", "title": "规则", "book": "final", "kind": "equal", **one}
        for number, one in enumerate(files, 1)
    ]
    return read_rules(kept, shipped_forms().templates)


def one(expression: str, **more: Any) -> RuleSet:
    return rules({"expression": expression, **more})


def outcome(books: Books, made: RuleSet) -> str:
    return outcomes(books.check(made))["R1"]


def test_every_rule_of_every_book_leaves_a_receipt(books: Books) -> None:
    receipts = {one.rule: one for one in books.check().receipts}

    assert set(receipts) == {rule.id for rule in shipped_rules()}
    assert receipts["G01"].outcome == "not_applicable"
    assert receipts["G01"].note == "本规则用于部门预算"


def test_blank_is_nothing_beside_something_stated(books: Books) -> None:
    rule = one("T4.支出.支出总计.合计 = T4.收入.收入总计")
    sole = one("T1.支出总计 = T1.本年支出合计 + T1.结余分配 + T1.支出.年末结转和结余")

    assert outcome(books, rule) == "pass"
    assert outcome(books.changed("T1/支出/结余分配/决算数", None), sole) == "fail"
    empty = books.changed("T4/收入/收入总计/金额", None)
    assert outcome(empty, rule) == "fail"
    assert "为空" in empty.check(rule).issues[0].message


def test_nothing_on_either_side_is_no_pass(books: Books) -> None:
    rule = one("T4.收入.收入总计 = T4.支出.支出总计.合计")
    empty = books.changed("T4/收入/收入总计/金额", None).changed("T4/支出/支出总计/合计", None)

    assert outcome(empty, rule) == "insufficient_data"
    may = one("T8.合计.本年支出 = T4.支出.本年支出合计.政府性基金")
    without = books.changed("T8//合计/本年支出", None).changed(
        "T4/支出/本年支出合计/政府性基金", None
    )
    assert outcome(without, may) == "not_applicable"


def test_a_table_that_is_due_and_missing_is_missing_data(books: Books) -> None:
    report = books.without("T2").check()

    assert outcomes(report)["F09"] == "insufficient_data"
    assert report.receipt("F09").note == "缺少“收入决算表”"
    assert broken(report) == set()


def test_a_table_of_later_years_is_not_asked_of_earlier_ones() -> None:
    report = some_books(year=2016, unit=a_unit(51)).check()

    assert outcomes(report)["F19"] == "not_applicable"
    assert "T9" not in some_books(year=2016, unit=a_unit(51)).book.tables


def test_without_the_year_before_continuity_is_undecided(books: Books) -> None:
    report = books.knowing(previous=None).check()

    assert outcomes(report)["F33"] == "insufficient_data"
    assert report.receipt("F33").note == "没有可供核对的上年决算"


def test_a_cell_that_could_not_be_read_is_kept_out_of_all_rules(books: Books) -> None:
    report = books.changed("T3//合计/合计", fault="“三千万”不是数字").check()

    assert report.issues == ()
    assert {outcomes(report)[rule] for rule in ("F07", "F08", "F10")} == {"parse_error"}
    place = books.cell("T3//合计/合计")
    assert report.receipt("F10").unread == (f"{place.sheet}!{place.address}",)
    assert outcomes(report)["F01"] == "pass"


def test_a_broken_place_is_told_even_beside_one_that_could_not_be_read(books: Books) -> None:
    faulty = books.changed("T3//合计/合计", fault="?").moved("T3//2210201/合计", 100 * LINE)

    assert outcomes(faulty.check())["F07"] == "fail"


def test_a_rule_that_breaks_down_has_an_outcome_of_its_own(books: Books) -> None:
    class Broken:
        def examine(self, shelf: object) -> Any:
            raise ZeroDivisionError("除数为零")

    good, bad = rules(
        {"expression": "T1.收入总计 = T1.支出总计"}, {"expression": "T1.收入总计 = T1.支出总计"}
    )
    report = books.check(RuleSet([replace(bad, checks=(Broken(),)), good]))

    assert outcomes(report) == {"R2": "execution_error", "R1": "pass"}
    assert "除数为零" in report.receipt("R2").note


def test_what_follows_from_another_rule_says_so(books: Books) -> None:
    report = books.moved("T3//合计/合计", 9 * LINE).check()

    by_rule = {one.rule: one for one in report.issues}
    assert set(by_rule) == {"F07", "F08", "F10"}
    assert by_rule["F07"].follows_from == ()
    assert by_rule["F10"].follows_from == ("F07", "F08")
    assert "由规则 F07、F08 的问题引起" in by_rule["F10"].message


def test_one_cause_is_told_once_by_each_rule_that_follows(books: Books) -> None:
    made = rules(
        {"expression": "T3.合计.合计 = T3.合计.基本支出", "severity": "error"},
        {
            "expression": ["T1.本年支出合计 = T3.合计.合计", "T2.合计.合计 = T3.合计.合计"],
            "depends_on": ["R1"],
        },
    )
    report = books.check(made)

    assert [one.rule for one in report.issues] == ["R1", "R2"]


def test_the_cell_that_would_mend_all_is_suspected(books: Books) -> None:
    right = books.amount("T3//合计/合计")
    report = books.moved("T3//合计/合计", 9 * LINE).check()

    place = books.cell("T3//合计/合计")
    for issue in report.issues:
        assert issue.suspect is not None
        assert issue.suspect.address == place.address
        assert issue.expected is not None
        assert abs(issue.expected - right) <= 3 * 10_000


def test_a_cell_other_equalities_clear_is_not_suspected(books: Books) -> None:
    report = books.moved("T1/支出/住房保障支出/决算数", 9 * LINE).check()

    suspected = {one.suspect.label for one in report.issues if one.suspect}
    assert suspected == {"住房保障支出"}


def test_an_issue_is_one_sentence_with_both_sides_in_their_own_unit(books: Books) -> None:
    issue = books.moved("T3//221/合计", 7 * LINE).check().issues[0]
    cell = books.cell("T3//221/合计")
    stated, computed = issue.stated or 0, issue.computed or 0

    assert issue.rule == "F07"
    assert stated - computed == issue.difference
    assert issue.message.startswith(f"「支出决算表」{cell.address}“住房保障支出”（合计） ")
    for part in ("万元，应等于 ", "相差 7.00 万元（允许 0.01 万元）；请核对该行各列"):
        assert part in issue.message
    assert issue.message.endswith("。")
    assert issue.message.count("。") == 1
    assert issue.place == "F07:T3.221.合计"


def test_tables_in_different_units_are_compared_in_fen() -> None:
    """B8 is in 元, B9 in 万元."""
    books = some_books(Book.BUDGET, unit=a_unit(51)).silent()
    report = books.moved("B8//30217/合计", 300 * LINE).check()

    issue = next(one for one in report.issues if one.rule == "G14")
    assert "元，不应大于" in issue.message
    assert "万元，相差" in issue.message


def test_a_warning_blocks_nothing_and_an_error_does(books: Books) -> None:
    report = books.moved("T1/收入/年初结转和结余/决算数", 9 * LINE).check()

    assert {one.rule for one in report.errors} == {"F02"}
    assert {one.rule for one in report.warnings} == {"F33"}


def test_publication_after_the_due_day_is_late(books: Books) -> None:
    made = rules({"kind": "timeliness", "days": 20})
    on_time = books.knowing(replied_on=date(2026, 3, 1), published_on=date(2026, 3, 21))
    late = books.knowing(replied_on=date(2026, 3, 1), published_on=date(2026, 3, 24))

    assert outcome(books, made) == "insufficient_data"
    assert outcome(on_time, made) == "pass"
    assert "逾期 3 日" in late.check(made).issues[0].message


def test_an_empty_table_needs_its_own_sentence() -> None:
    books = some_books(unit=a_unit(3)).silent()
    table = books.book.tables["T8"]
    assert table.is_empty
    assert outcomes(books.check())["F31"] == "pass"

    for sentences, told in (
        ((), "没有“本表无数据”的说明"),
        (("注：本年度没有国有资本经营预算收入和支出，故本表无数据。",), "说的不是这张表"),
    ):
        report = books.with_table(replace(table, sentences=sentences)).check()
        issue = next(one for one in report.issues if one.rule == "F31")
        assert told in issue.message
        assert issue.left[0].sheet == table.sheet


@pytest.mark.parametrize(
    "said",
    [
        "注：本年度没有政府性\n基金预算财政拨款收入和支出，故本表无数据。",
        "注：本年度没有政 府 性 基 金 预算财政拨款收入和支出，故本表　无　数　据。",
        "备注：\n1．本单位未\n安排政府性基金预算。",
    ],
)
def test_a_sentence_may_be_broken_by_lines_and_wide_blanks(said: str) -> None:
    books = some_books(unit=a_unit(3)).silent()
    table = books.book.tables["T8"]
    assert table.is_empty

    report = books.with_table(replace(table, sentences=(said,))).check()

    assert outcomes(report)["F31"] == "pass"


def test_a_broken_sentence_under_a_table_with_data_is_found() -> None:
    books = some_books(unit=a_unit(51)).silent()
    table = replace(books.book.tables["T8"], sentences=("注：本表\n无 数 据。",))

    issues = books.with_table(table).check().issues

    assert any("有数据，表下却注明“注：本表无数据。”" in one.message for one in issues)


def test_a_table_with_data_may_not_say_it_has_none() -> None:
    books = some_books(unit=a_unit(51)).silent()
    said = "注：本年度没有政府性基金预算财政拨款收入和支出，故本表无数据。"
    report = books.with_table(replace(books.book.tables["T8"], sentences=(said,))).check()

    assert any("有数据，表下却注明" in one.message for one in report.issues)
