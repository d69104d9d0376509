"""Sentences against tables: each fault found at its paragraph, and sound sentences left alone."""

from dataclasses import replace

import pytest
from rules_building import NARRATIVE, Books, broken, outcomes, some_books
from samples_building import a_unit

from svc_budget.domain.reconciliation.issues import Issue

WITH_EVERYTHING = 51
TEXTS = [f"X{number:02}" for number in range(1, 13)]
ORGAN = 1


@pytest.fixture(scope="module")
def books() -> Books:
    return some_books(unit=a_unit(WITH_EVERYTHING))


def replaced(books: Books, old: str, new: str) -> Books:
    texts = [one.text for one in books.book.narrative]
    assert any(old in one for one in texts), old
    return books.saying(*(one.replace(old, new) for one in texts))


def issues(books: Books, rule: str) -> list[Issue]:
    return [one for one in books.check().issues if one.rule == rule]


def test_a_narrative_told_from_its_tables_has_no_issue(books: Books) -> None:
    report = books.check()

    assert {rule: outcomes(report)[rule] for rule in TEXTS} == dict.fromkeys(TEXTS, "pass")


def test_without_a_narrative_the_rules_say_so(books: Books) -> None:
    report = books.silent().check()

    assert outcomes(report)["X01"] == "insufficient_data"
    assert report.receipt("X01").note == "没有文字说明"


def test_an_amount_that_differs_names_paragraph_and_cell(books: Books) -> None:
    told = next(one for one in books.book.narrative if one.text.startswith("本年收入合计"))
    amount = told.text.removeprefix("本年收入合计").partition("万元")[0]
    found = issues(replaced(books, f"本年收入合计{amount}", "本年收入合计0.30"), "X01")

    assert len(found) == 1
    assert (found[0].left[0].sheet, found[0].left[0].address) == (NARRATIVE, told.address)
    assert found[0].right[0].title == "收入决算表"
    assert "0.30万元" in found[0].message
    assert f"{amount} 万元" in found[0].message


def test_another_years_amount_is_left_alone(books: Books) -> None:
    more = [*(one.text for one in books.book.narrative), "二、收入决算情况说明"]
    assert "X01" not in broken(books.saying(*more, "2023年度本年收入合计1.00万元。").check())
    assert "X01" in broken(books.saying(*more, "2025年度本年收入合计1.00万元。").check())


def test_yuan_for_ten_thousand_yuan_is_a_slip_and_no_other_issue(books: Books) -> None:
    told = next(one.text for one in books.book.narrative if one.text.startswith("本年支出合计"))
    amount = told.partition("万元")[0]
    slipped = replaced(books, f"{amount}万元", f"{amount}元").check()

    assert "X12" in broken(slipped)
    assert "X01" not in broken(slipped)


def test_shares_are_reckoned_again_over_their_own_whole() -> None:
    told = "三、支出决算情况说明", "本年支出合计2,940.05万元，其中：基本支出2,106.66万元，占{}%。"
    books = some_books(unit=a_unit(WITH_EVERYTHING)).changed("T3//合计/合计", 294_005 * 10_000)
    books = books.changed("T3//合计/基本支出", 210_666 * 10_000)

    assert "X02" not in broken(books.saying(told[0], told[1].format("71.65")).check())
    found = issues(books.saying(told[0], told[1].format("71.73")), "X02")
    assert [one.left[0].address for one in found] == ["A2"]
    assert "71.65%" in found[0].message


def test_a_share_of_what_the_paragraph_has_just_given_is_reckoned(books: Books) -> None:
    told = "政府采购支出总额{}万元。授予中小企业合同金额100.00万元，占政府采购支出总额的40.00%。"
    assert "X02" not in broken(books.saying(told.format("250.00")).check())
    assert "X02" in broken(books.saying(told.format("260.00")).check())


ITEM = "住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为{}万元，支出决算为{}万元"


@pytest.mark.parametrize(
    ("tail", "found"),
    [
        ("，完成年初预算的50.00%，决算数小于年初预算数的主要原因是人员减少。", set()),
        ("，完成年初预算的51.00%，决算数小于年初预算数的主要原因是人员减少。", {"X03"}),
        ("，完成年初预算的50.00%，决算数大于年初预算数的主要原因是人员减少。", {"X05"}),
        ("，完成年初预算的50.00%，决算数小于年初预算数。", {"X05"}),
        ("，完成年初预算的50.00，决算数小于年初预算数的主要原因是人员减少。", {"X09"}),
        ("，完成年初预算的50.00%，决算数小于年初预算数的主要原因是XX。", {"X08"}),
        ("，完成年初预算的50.00%，决算数增加（减少）的主要原因是人员减少。", {"X08"}),
    ],
)
def test_an_item_is_held_to_its_own_amounts(books: Books, tail: str, found: set[str]) -> None:
    report = books.saying(ITEM.format("100.00", "50.00") + tail).check()

    assert broken(report) & {"X03", "X04", "X05", "X08", "X09"} == found


def test_over_a_budget_of_nothing_no_rate_may_be_told(books: Books) -> None:
    told = ITEM.format("0.00", "50.00") + "，完成年初预算的100%，主要原因是新增任务。"
    found = issues(books.saying(told), "X03")

    assert "预算为零" in found[0].message


@pytest.mark.parametrize(
    ("told", "ok"),
    [
        ("支出110.00万元，与2024年度相比，增加10.00万元，增长10.00%，主要原因是增资。", True),
        ("支出110.00万元，与2024年度相比，增加10.00万元，增长9.09%，主要原因是增资。", False),
        ("支出10.00万元，与2024年度相比，增加10.00万元，增长100%，主要原因是增资。", False),
        ("支出10.00万元，由0万元增加10.00万元，增长100%，主要原因是增资。", False),
        ("支出90.00万元，与2024年度相比，减少10.00万元，下降10.00%，主要原因是减员。", True),
    ],
)
def test_rates_of_change_are_over_the_year_before(books: Books, told: str, ok: bool) -> None:  # noqa: FBT001
    assert ("X04" not in broken(books.saying(told).check())) is ok


def test_the_change_against_last_year_is_that_of_the_two_accounts(books: Books) -> None:
    told = next(one.text for one in books.book.narrative if "收入总计、支出总计各" in one.text)
    way, other = ("减少", "增加") if "各减少" in told else ("增加", "减少")
    found = issues(
        replaced(books, f"收入总计、支出总计各{way}", f"收入总计、支出总计各{other}"), "X05"
    )

    assert any("按两年决算表应为" in one.message for one in found)


def test_one_item_with_two_amounts_is_found_at_the_second_place(books: Books) -> None:
    first, second = ITEM.format("100.00", "257.14"), ITEM.format("100.00", "245.53")
    found = issues(books.saying("五、一般公共预算财政拨款支出决算", first, second), "X06")

    assert [one.left[0].address for one in found] == ["A3"]
    assert "257.14万元" in found[0].message
    assert "245.53万元" in found[0].message


def test_an_item_of_the_funds_is_held_to_their_table(books: Books) -> None:
    row = next(row for _, row in books.book.tables["T8"].rows() if len(row.code) == 7)
    names = [
        next(one.label for _, one in books.book.tables["T8"].rows() if one.code == row.code[:n])
        for n in (3, 5, 7)
    ]
    path = "{}（类）{}（款）{}（项）支出决算为105.00万元。".format(*names)
    found = issues(books.saying("八、政府性基金预算财政拨款收入支出决算情况说明", path), "X07")

    assert [one.right[0].row for one in found] == [row.code]


def test_a_plot_of_land_is_no_percentage(books: Books) -> None:
    told = "本单位占地200平方米，占房屋面积的30.00%。"
    assert "X09" not in broken(books.saying(told).check())


def test_the_year_of_every_title_is_the_books(books: Books) -> None:
    found = issues(replaced(books, "2025年度部门决算情况说明", "2024年度部门决算情况说明"), "X10")
    assert [one.left[0].address for one in found] == ["A1"]

    other = books.knowing(unit_name="云溪区教育局")
    assert any("本单位是" in one.message for one in issues(other, "X10"))


def test_a_code_has_its_name_of_that_year(books: Books) -> None:
    found = issues(_relabelled(books, "2210201", "购房补贴款"), "X11")
    assert "住房公积金" in found[0].message
    assert found[0].left[0].table == "T5"
    assert issues(_relabelled(books, "2210201", " 3、住房公积金 "), "X11") == []


def _relabelled(books: Books, code: str, label: str) -> Books:
    table = books.book.tables["T5"]
    side = table.sides[0]
    rows = tuple(replace(row, label=label) if row.code == code else row for row in side.rows)
    return books.with_table(replace(table, sides=(replace(side, rows=rows),)))


def test_running_cost_is_not_more_than_what_runs_the_office() -> None:
    books = some_books(unit=a_unit(ORGAN))
    assert outcomes(books.check())["F30"] == "pass"

    told = "十、机关运行经费支出说明", "2025年度机关运行经费支出9,999.00万元。"
    found = issues(books.saying(*told), "F30")
    assert found[0].right[0].row == "公用经费合计"
    assert "9,999.00万元" in found[0].message
