"""Forms as offices fill them in, each mess in a small sheet of its own."""

import pytest
from workbooks_building import (
    T2_HEADER,
    T5_HEADER,
    T5_TITLE,
    WAN,
    a_sheet,
    amount,
    read,
    shipped_codes,
)

from svc_budget.domain.money.money import Unit
from svc_budget.domain.templates.templates import Book
from svc_budget.domain.workbooks.grids import Grid, Value
from svc_budget.domain.workbooks.wording import plain

ROWS = (
    ("205", "教育支出", 30.5, 20, 10.5),
    ("20502", "普通教育", 30.5, 20, 10.5),
    ("2050205", "高等教育", 30.5, 20, 10.5),
)


@pytest.mark.parametrize(
    ("code", "found"),
    [(2050101.0, "2050101"), (2050101, "2050101"), (" 205 01 01", "2050101"),
     ("２０５０１０１", "2050101"), ("205.01.01", "2050101"), ("　205", "205")],
)  # fmt: skip
def test_a_code_is_its_digits_however_it_is_kept(code: Value, found: str) -> None:
    sheet = a_sheet("5", T5_HEADER, (code, "学前教育", 1, 1, 0), title=T5_TITLE)
    assert [row.code for _, row in read(sheet).tables["T5"].rows()] == [found]


def test_codes_over_three_columns_are_put_together() -> None:
    sheet = a_sheet(
        "Z03",
        ("项目", None, None, None, "本年支出", None, None),
        ("功能分类科目编码", None, None, "科目名称", "小计", "基本支出", "项目支出"),
        ("类", "款", "项", "栏次", "1", "2", "3"),
        (None, None, None, "合计", 30.5, 20, 10.5),
        ("205", None, None, "教育支出", 30.5, 20, 10.5),
        ("205", "02", None, "普通教育", 30.5, 20, 10.5),
        (None, None, "05", "高等教育", 20.5, 20, 0.5),
        (205.0, 2.0, 99.0, "其他普通教育支出", 10, 0, 10),
        title=T5_TITLE, note="金额单位：万元",
        merged=[(0, 0, 0, 3), (0, 4, 0, 6), (1, 0, 1, 2), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 3, 2)],
    )  # fmt: skip
    rows = [row.key for _, row in read(sheet).tables["T5"].rows()]
    assert rows == ["合计", "205", "20502", "2050205", "2050299"]


def test_whole_codes_may_stand_in_the_columns_of_their_depth() -> None:
    sheet = a_sheet(
        "3",
        ("类", "款", "项", "科目名称", "合计", "基本支出", "项目支出"),
        ("205", None, None, "教育支出", 1, 1, 0),
        (None, "20502", None, "普通教育", 1, 1, 0),
        (None, None, "2050205", "高等教育", 1, 1, 0),
        title=T5_TITLE,
    )
    assert [row.key for _, row in read(sheet).tables["T5"].rows()] == ["205", "20502", "2050205"]


def test_merged_headers_give_columns_their_paths() -> None:
    table = read(_three_public()).tables["T7"]
    assert amount(table, "数额", "预算数.公务用车运行费") == 4 * WAN
    assert amount(table, "数额", "决算数.公务用车小计") == 2 * WAN
    assert amount(table, "数额", "决算数.公务接待费") == 1 * WAN


def test_headers_whose_merging_was_lost_are_read_by_what_stands_at_their_left() -> None:
    table = read(_three_public(merged=False)).tables["T7"]
    assert amount(table, "数额", "预算数.公务接待费") == 2 * WAN
    assert amount(table, "数额", "决算数.公务用车小计") == 2 * WAN


def test_a_form_written_upright_says_the_same() -> None:
    sheet = a_sheet(
        "三公",
        ("项目", "年初预算数", "决算数"),
        ("合　计", "9", "3.00"),
        ("1．因公出国（境）费", 2, "-"),
        ("2．公务接待费", 2, 1),
        ("3．公务用车购置及运行维护费", 5, 2),
        ("其中：（1）公务用车购置费", 1, 0),
        ("　　　（2）公务用车运行维护费", 4, 2),
        ("注：决算数包括上年结转安排的支出。",),
        title="财政拨款“三公”经费支出决算表", note="单位：万元",
    )  # fmt: skip
    table = read(sheet).tables["T7"]
    assert amount(table, "数额", "预算数.合计") == 9 * WAN
    assert amount(table, "数额", "预算数.公务用车小计") == 5 * WAN
    assert amount(table, "数额", "决算数.公务用车运行费") == 2 * WAN
    assert amount(table, "数额", "决算数.因公出国（境）费") == 0
    assert table.sentences == ("注：决算数包括上年结转安排的支出。",)


def _three_public(*, merged: bool = True) -> Grid:
    ranges = [(0, 0, 0, 5), (0, 6, 0, 11), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 4), (1, 5, 2, 5),
              (1, 6, 2, 6), (1, 7, 2, 7), (1, 8, 1, 10), (1, 11, 2, 11)]  # fmt: skip
    kinds = ("合计", "因公出国\n（境）费", "公务用车购置及运行费", None, None, "公务接待费")
    leaves = (None, None, "小计", "公务用车购置费", "公务用车运行费", None)
    return a_sheet(
        "07", ("预算数", *[None] * 5, "决算数", *[None] * 5), kinds * 2, leaves * 2,
        tuple(str(number) for number in range(1, 13)), (9, 2, 5, 1, 4, 2, 3, 0, 2, 0, 2, 1),
        title="财政拨款“三公”经费支出决算表", note="单位：万元", merged=ranges if merged else (),
    )  # fmt: skip


def test_totals_stand_first_or_last() -> None:
    first = a_sheet("5", T5_HEADER, (None, "合计", 30.5, 20, 10.5), *ROWS, title=T5_TITLE)
    last = a_sheet("5", T5_HEADER, *ROWS, ("合 计", None, 30.5, 20, 10.5), title=T5_TITLE)
    for sheet in (first, last):
        row = read(sheet).tables["T5"].row("合计")
        assert row is not None
        assert row.total
        assert row.cells["合计"].amount == 3050 * 10_000


def test_headers_again_blank_rows_and_pages_are_no_rows() -> None:
    sheet = a_sheet(
        "5", T5_HEADER, ("栏次", None, "1=2+3", "2", "3"), ROWS[0], (), (None, "　"),
        (f"{T5_TITLE}（续表）",), ("编制单位：鹤城区教育局", None, "2025年度", "金额单位：万元"),
        T5_HEADER, ROWS[1], ("第2页 共3页",), T5_HEADER, (None, None, 1.0, 2.0, 3.0), ROWS[2],
        ("单位负责人：张某", None, "制表人：李某"), title=T5_TITLE,
    )  # fmt: skip
    book = read(sheet)
    assert [row.key for _, row in book.tables["T5"].rows()] == ["205", "20502", "2050205"]
    assert book.unit_name == ""


def test_a_table_goes_on_on_the_next_sheet_with_or_without_its_header() -> None:
    first = a_sheet("5 支出", T5_HEADER, ROWS[0], title=T5_TITLE)
    titled = a_sheet("6", T5_HEADER, ROWS[1], title=f"{T5_TITLE}（续）")
    bare = a_sheet("5 支出(2)", ROWS[2], ("合计", None, 30.5, 20, 10.5))
    book = read(first, titled, bare)
    assert [row.key for _, row in book.tables["T5"].rows()] == ["205", "20502", "2050205", "合计"]
    assert book.tables["T5"].row("2050205").cells["合计"].sheet == "5 支出(2)"  # type: ignore[union-attr]
    assert book.unknown_sheets == ()


def test_a_second_table_of_the_same_name_is_listed_and_not_mixed_in() -> None:
    first = a_sheet("5", T5_HEADER, *ROWS, title=T5_TITLE)
    other = a_sheet("另一单位", T5_HEADER, *ROWS, title=T5_TITLE)
    book = read(first, other)
    assert len(book.tables["T5"].sides[0].rows) == 3
    assert book.unknown_sheets == ("另一单位",)


def test_two_tables_may_stand_on_one_sheet() -> None:
    sheet = a_sheet(
        "附表", ("支出决算表",), ("单位：元",),
        ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出",
         "对附属单位补助支出"),
        ("205", "教育支出", 5, 5, 0, 0, 0, 0), (), (T5_TITLE,), ("单位：万元",), T5_HEADER, *ROWS,
    )  # fmt: skip
    book = read(sheet)
    assert amount(book.tables["T3"], "205", "合计") == 500
    assert amount(book.tables["T5"], "205", "合计") == 3050 * 10_000


def test_income_and_spending_side_by_side_each_have_their_rows() -> None:
    sheet = a_sheet(
        "01", ("收入", None, None, "支出", None, None),
        ("项　　目", "行次", "决算数", "项目（按功能分类）", "行次", "决算数"),
        ("栏　　次", None, "1", "栏　　次", None, "2"),
        ("一、一般公共预算财政拨款收入", "1", 100.25, "一、一般公共服务支出", "29", 90),
        ("二、政府性基金预算财政拨款收入", "2", None, "五、教育支出", "33", "-"),
        ("本年收入合计", "9", 100.25, "本年支出合计", "57", 90),
        ("使用非财政拨款结余（含专用结余）", "10", 0, "结余分配", "58", 0),
        ("年初结转和结余", "11", 0, "年末结转和结余", "59", 10.25),
        ("总计", "12", 100.25, "总计", "60", 100.25),
        title="收入支出决算总表", note="金额单位：万元", merged=[(0, 0, 0, 2), (0, 3, 0, 5)],
    )  # fmt: skip
    table = read(sheet).tables["T1"]
    assert amount(table, "一般公共预算财政拨款收入", "决算数") == 100_250_000
    assert amount(table, "政府性基金预算财政拨款收入", "决算数") is None
    assert amount(table, "教育支出", "决算数") == 0
    assert amount(table, "收入总计", "决算数") == amount(table, "支出总计", "决算数") == 100_250_000
    assert table.row("使用非财政拨款结余") is not None
    row = table.row("一般公共服务支出", "支出")
    assert row is not None
    assert (row.code, row.label) == ("201", "一、一般公共服务支出")


def test_lines_of_one_name_are_told_apart_by_their_order() -> None:
    sheet = a_sheet(
        "04", ("收入", None, "支出", None, None, None, None),
        ("项目", "金额", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款",
         "国有资本经营预算财政拨款"),
        ("一、一般公共预算财政拨款", 10, "一、一般公共服务支出", 8, 8, 0, 0),
        ("二、政府性基金预算财政拨款", 5, "五、教育支出", 6, 1, 5, 0),
        ("本年收入合计", 15, "本年支出合计", 14, 9, 5, 0),
        ("年初财政拨款结转和结余", 3, "年末财政拨款结转和结余", 4, 4, 0, 0),
        ("一般公共预算财政拨款", 2, None, None, None, None, None),
        ("政府性基金预算财政拨款", 1, None, None, None, None, None),
        ("总计", 18, "总计", 18, 13, 5, 0),
        title="财政拨款收入支出决算总表", note="单位：万元", merged=[(0, 0, 0, 1), (0, 2, 0, 6)],
    )  # fmt: skip
    table = read(sheet).tables["T4"]
    assert amount(table, "一般公共预算财政拨款", "金额") == 10 * WAN
    assert amount(table, "年初一般公共预算结转", "金额") == 2 * WAN
    assert amount(table, "年初政府性基金结转", "金额") == 1 * WAN
    assert amount(table, "年末结转和结余", "一般公共预算") == 4 * WAN


def test_three_groups_of_the_same_headers_are_one_table() -> None:
    head = ("科目编码", "科目名称", "决算数")
    sheet = a_sheet(
        "06", ("人员经费", None, None, "公用经费", *[None] * 5), head * 3,
        ("301", "工资福利支出", 60, "302", "商品和服务支出", 30, "310", "资本性支出", 10),
        ("30101", "基本工资", 60, "30201", "办公费", 30, "31002", "办公设备购置", 10),
        ("人员经费合计", None, 60, "公用经费合计", None, None, None, None, 40),
        title="一般公共预算财政拨款基本支出决算表", note="单位：万元",
        merged=[(0, 0, 0, 2), (0, 3, 0, 8), (4, 3, 4, 7)],
    )  # fmt: skip
    table = read(sheet).tables["T6"]
    keys = [row.key for _, row in table.rows()]
    assert keys[:3] == ["301", "30101", "人员经费合计"]
    assert {"302", "30201", "310", "31002", "公用经费合计"} <= set(keys)
    assert amount(table, "31002", "决算数") == 10 * WAN


def test_a_unit_in_a_header_wins_for_its_column() -> None:
    sheet = a_sheet(
        "3", ("科目编码", "科目名称", "合计（元）", "基本支出（万元）", "项目支出"),
        ("205", "教育支出", 30000, 2, 1), title=T5_TITLE, note="单位：万元",
    )  # fmt: skip
    table = read(sheet).tables["T5"]
    found = [amount(table, "205", key) for key in ("合计", "基本支出", "项目支出")]
    assert found == [3 * WAN, 2 * WAN, WAN]


def test_units_are_each_tables_own_and_the_forms_where_none_is_noted() -> None:
    noted = a_sheet("5", T5_HEADER, *ROWS, title=T5_TITLE, note="单位：元")
    silent = a_sheet("2", T2_HEADER, ("205", "教育支出", *range(7)), title="收入决算表")
    book = read(noted, silent)
    assert (book.tables["T5"].unit, book.tables["T2"].unit) == (Unit.YUAN, Unit.TEN_THOUSAND)


def test_an_empty_table_keeps_its_sentence() -> None:
    header = (
        "科目编码",
        "科目名称",
        "年初结转和结余",
        "本年收入",
        "本年支出",
        None,
        None,
        "年末结转和结余",
    )
    under = (None, None, None, None, "小计", "基本支出", "项目支出", None)
    sheet = a_sheet(
        "08", header, under, ("合计", *[None] * 7),
        ("注：本单位2025年度没有政府性基金预算财政拨款收入和支出，故本表无数据。",),
        title="政府性基金预算财政拨款收入支出决算表",
        merged=[(0, 4, 0, 6)],
    )  # fmt: skip
    bare = a_sheet("09", ("本表无数据",), title="国有资本经营预算财政拨款支出决算表")
    book = read(sheet, bare)
    table = book.tables["T8"]
    assert table.is_empty
    assert "故本表无数据" in table.sentences[0]
    assert [row.key for _, row in table.rows()] == ["合计"]
    assert book.tables["T9"].sentences == ("本表无数据",)


def test_titles_that_hold_other_titles_are_not_mistaken() -> None:
    rows = (("205", "教育支出", 1, 1, 0),)
    book = read(
        a_sheet("a", T5_HEADER, *rows, title="2018年度国有资本经营预算财政拨款支出决算表"),
        a_sheet("b", T5_HEADER, *rows, title="鹤城区教育局2018年度一般公共预算财政拨款支出决算表"),
        year=2018,
    )
    assert set(book.tables) == {"T5"}
    assert book.unknown_sheets == ("a",)


def test_a_sheet_without_title_is_known_by_its_name_or_its_header() -> None:
    named = a_sheet("公开05 一般公共预算财政拨款支出决算表", T5_HEADER, *ROWS)
    headed = a_sheet("Sheet2", T2_HEADER, ("205", "教育支出", 1, 1, 0, 0, 0, 0, 0))
    assert set(read(named, headed).tables) == {"T2", "T5"}


def test_projects_and_regions_are_rows_by_their_names() -> None:
    sheet = a_sheet(
        "18", ("地区", "项目名称", "金额（万元）"),
        ("武陵区", "义务教育", 5), (None, "危房改造", 3),
        ("鹤城区", "义务教育", 2), ("合计", None, 10),
        title="专项转移支付分地区分项目决算表", merged=[(1, 0, 2, 0)],
    )  # fmt: skip
    rows = [
        (row.texts.get("地区"), row.label, row.cells["金额"].amount)
        for _, row in read(sheet, book=Book.GOVERNMENT_FINAL).tables["GF18"].rows()
    ]
    assert rows[:3] == [
        ("武陵区", "义务教育", 5 * WAN),
        ("武陵区", "危房改造", 3 * WAN),
        ("鹤城区", "义务教育", 2 * WAN),
    ]
    assert rows[3][2] == 10 * WAN


def test_an_item_goes_by_its_name_however_it_is_spread() -> None:
    header = ("地区", "合计", "税收返还", "一般性转移支付", "专项转移支付")
    title = "一般公共预算税收返还和转移支付决算表"
    sheet = a_sheet("5", header, ("云　溪　区", 6, 1, 2, 3), title=title)
    table = read(sheet, book=Book.GOVERNMENT_FINAL).tables["GF5"]
    assert amount(table, "云溪区", "合计") == 6 * WAN


def test_tables_of_the_province_are_known_by_their_long_titles() -> None:
    heads = ("科目编码", "科目名称", "总计", "基本工资", "津贴补贴")
    rows = (("201", "一般公共服务支出", 3, 2, 1),)
    titles = {
        "P06": "省级基本支出预算明细表——工资福利支出(按部门预算经济分类)",
        "P15": "一般公共预算基本支出预算明细表-工资福利支出（按部门预算经济分类）",
        "P21": "政府性基金预算支出情况表(按部门预算经济分类)",
    }
    sheets = [a_sheet(code, heads, *rows, title=title) for code, title in titles.items()]
    book = read(*sheets, year=2019, book=Book.BUDGET)
    assert set(book.tables) == set(titles)
    assert amount(book.tables["P15"], "201", "津贴补贴") == WAN


def test_rows_that_print_only_names_get_the_codes_of_the_year() -> None:
    sheet = a_sheet(
        "GF3", ("项目", "决算数"), ("一、教育支出", 9), ("　普通教育", 9), ("　　高等教育", 9),
        ("二、卫生健康支出", 1), ("合计", 10), title="本级一般公共预算支出决算表",
    )  # fmt: skip
    book = read(sheet, book=Book.GOVERNMENT_FINAL, codes=shipped_codes())
    assert [row.key for _, row in book.tables["GF3"].rows()] == [
        "205", "20502", "2050205", "210", "合计",
    ]  # fmt: skip


def test_unknown_codes_and_other_names_do_not_stop_the_reading() -> None:
    sheet = a_sheet(
        "5", T5_HEADER, ("299", "自设科目", 1, 1, 0), ("20599", "别的名称", "壹", 1, 0),
        ("2O50101", "字母混入", 1, 1, 0), title=T5_TITLE,
    )  # fmt: skip
    table = read(sheet).tables["T5"]
    assert [row.code for _, row in table.rows()] == ["299", "20599", "2O50101"]
    cell = table.cell("20599", "合计")
    assert cell is not None
    assert (cell.amount, cell.address) == (None, "C4")
    assert cell.fault


def test_columns_nobody_knows_are_passed_over() -> None:
    header = ("序号", "单位编码", *T5_HEADER, "备注")
    sheet = a_sheet("5", header, (1, "075001", *ROWS[0], "含上年结转"), title=T5_TITLE)
    table = read(sheet).tables["T5"]
    assert amount(table, "205", "项目支出") == 105 * 100_000


def test_words_are_compared_without_how_they_were_typed() -> None:
    assert plain("“三公”　经费（ 预算 ）") == plain('"三公"经费(预算)') == "三公经费(预算)"
