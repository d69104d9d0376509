"""Each rule of final accounts: a consistent book, one cell changed, found by that rule there."""

import pytest
from rules_building import LINE, Books, broken, outcomes, some_books
from samples_building import a_unit

FINALS = [f"F{number:02}" for number in range(1, 36)]
UNDECIDED = {"F30": "insufficient_data", "F35": "not_applicable"}  # no narrative, no units below
WITH_EVERYTHING = 51  # this unit has funds, state capital and “三公” spending


@pytest.fixture(scope="module")
def books() -> Books:
    return some_books(unit=a_unit(WITH_EVERYTHING)).silent()


def test_a_consistent_book_has_no_issue_and_a_receipt_for_every_rule(books: Books) -> None:
    report = books.check()

    assert [one.message for one in report.issues] == []
    assert {rule: outcomes(report)[rule] for rule in FINALS} == {
        rule: UNDECIDED.get(rule, "pass") for rule in FINALS
    }


SUMMARY_IN, SUMMARY_OUT = "T1/收入/{}/决算数", "T1/支出/{}/决算数"
CASES = [
    # rule, the cell that is changed, all rules that find it broken
    ("F01", SUMMARY_IN.format("收入总计"), {"F01", "F02"}),
    ("F02", SUMMARY_IN.format("使用非财政拨款结余"), {"F02"}),
    ("F03", SUMMARY_OUT.format("结余分配"), {"F03"}),
    ("F04", SUMMARY_IN.format("事业收入"), {"F04"}),
    ("F05", SUMMARY_OUT.format("教育支出"), {"F05", "F11"}),
    ("F06", "T2//2120102/事业收入", {"F06", "F08"}),
    ("F07", "T3//2120102/经营支出", {"F07", "F08"}),
    ("F08", "T5//21201/合计", {"F08", "F21"}),
    ("F09", "T2//合计/合计", {"F06", "F08", "F09"}),
    ("F10", SUMMARY_OUT.format("本年支出合计"), {"F03", "F05", "F10"}),
    ("F11", SUMMARY_OUT.format("住房保障支出"), {"F05", "F11"}),
    ("F12", "T2//合计/财政拨款收入", {"F06", "F08", "F12"}),
    ("F13", "T4/支出/城乡社区支出/政府性基金", {"F13"}),
    ("F14", "T4/收入/收入总计/金额", {"F14", "F15"}),
    ("F15", "T4/支出/年末结转和结余/政府性基金", {"F13", "F15"}),
    ("F16", "T4/收入/年初财政拨款结转和结余/金额", {"F15", "F16", "F33"}),
    ("F17", "T4/支出/城乡社区支出/一般公共预算", {"F13", "F17"}),
    ("F18", "T8//合计/本年支出", {"F08", "F18", "F20"}),
    ("F19", "T9//合计/本年支出", {"F08", "F19", "F20"}),
    ("F20", "T8//2120899/年末结转和结余", {"F08", "F20"}),
    ("F21", "T5//合计/项目支出", {"F08", "F21"}),
    ("F22", "T5//合计/基本支出", {"F08", "F21", "F22"}),
    ("F23", "T5//2210201/合计", {"F08", "F21", "F23"}),
    ("F24", "T6//30101/决算数", {"F24"}),
    ("F25", "T6//人员经费合计/决算数", {"F22", "F25", "F27"}),
    ("F26", "T6//310/决算数", {"F24", "F26"}),
    ("F27", "T6//合计/决算数", {"F27"}),
    ("F28", "T7//数额/决算数.公务用车购置费", {"F28"}),
    ("F29", "T6//30217/决算数", {"F24", "F29"}),
    ("F33", SUMMARY_IN.format("年初结转和结余"), {"F02", "F33"}),
    ("F34", "T7//数额/预算数.公务用车运行费", {"F28", "F34"}),
]


@pytest.mark.parametrize(("rule", "cell", "found"), CASES, ids=[one[0] for one in CASES])
def test_one_changed_cell_is_found_by_its_rule_at_that_cell(
    books: Books, rule: str, cell: str, found: set[str]
) -> None:
    report = books.moved(cell, 40 * LINE).check()

    assert broken(report) == found
    place = books.cell(cell)
    issues = [one for one in report.issues if one.rule == rule]
    assert any(
        (one.sheet, one.address) == (place.sheet, place.address)
        for issue in issues
        for one in issue.cells
    )
    assert all(issue.left[0].address in issue.message for issue in issues)


def test_a_vehicle_bought_from_less_than_nothing_is_found(books: Books) -> None:
    report = books.changed("T7//数额/决算数.公务用车购置费", -LINE).check()

    assert any("不应小于 0 元" in one.message or "不应小于" in one.message
               for one in report.issues if one.rule == "F28")  # fmt: skip


def test_of_a_department_the_units_are_added_up(books: Books) -> None:
    units = {"甲": books.book, "乙": some_books(unit=a_unit(3)).book}
    report = books.knowing(units=units).check()

    found = [one for one in report.issues if one.rule == "F35"]
    assert len(found) == 5
    assert {one.severity for one in found} == {"warning"}
    assert {cell.book for cell in found[0].right} == {"甲", "乙"}
    assert outcomes(books.knowing(units={"甲": books.book}).check())["F35"] == "pass"
