from datetime import date, datetime, time

import pytest

from svc_budget.domain.money.money import Unit
from svc_budget.domain.workbooks.grids import Value
from svc_budget.domain.workbooks.numbers import read_amount, read_count, read_percent
from svc_budget.domain.workbooks.units import quantum_shown, unit_noted


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        (1234.5, 123450),
        (-0.5, -50),
        (7, 700),
        (0.0, 0),
        ("1,234.50", 123450),
        ("１，２３４．５０", 123450),
        (" 12 345.6 ", 1234560),
        ("12\n345", 1234500),
        ("(1,234.50)", -123450),
        ("（１２）", -1200),
        ("△12.3", -1230),
        ("▲12.3", -1230),
        ("－12", -1200),
        ("—12", -1200),
        ("+12", 1200),
        ("￥12.00元", 1200),
        ("12.5万元", 12_500_000),
        ("3亿", 30_000_000_000),
        ("1.2E+05", 12_000_000),
        (".5", 50),
        ("12.", 1200),
        ("0.00", 0),
    ],
)
def test_an_amount_in_yuan_is_read_as_it_is_written(typed: Value, fen: int) -> None:
    reading = read_amount(typed, Unit.YUAN)
    assert (reading.amount, reading.fault) == (fen, "")


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        (2946.26, 2_946_260_000),
        (0.1 + 0.2, 300_000),
        (1.1 * 3, 3_300_000),
        (1e-7, 0),
        (12.3456789, 12_345_679),
        (123456789.12, 123_456_789_120_000),
    ],
)
def test_an_amount_in_ten_thousands_is_exact_and_the_noise_of_formulas_goes(
    typed: float, fen: int
) -> None:
    assert read_amount(typed, Unit.TEN_THOUSAND).amount == fen


@pytest.mark.parametrize("typed", ["-", "—", "－", "――", "——", "/", "无", " - "])
def test_a_mark_for_nil_is_zero_and_stays_as_it_was_written(typed: str) -> None:
    reading = read_amount(typed, Unit.YUAN)
    assert (reading.amount, reading.raw, reading.decimals) == (0, typed.strip(), None)


@pytest.mark.parametrize("typed", [None, "", "  ", "　", "\n"])
def test_a_blank_cell_is_not_zero(typed: str | None) -> None:
    reading = read_amount(typed, Unit.YUAN)
    assert (reading.amount, reading.raw, reading.fault) == (None, "", "")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("abc", "不能识别为数字"),
        ("12.3.4", "不能识别为数字"),
        ("(12", "不能识别为数字"),
        ("1,23,4", "千位分隔符"),
        ("12%", "百分比"),
        ("#REF!", "公式出错"),
        ("#DIV/0!", "公式出错"),
        (True, "逻辑值"),
        (date(2024, 1, 5), "日期"),
        (datetime(2024, 1, 5, 10, 0), "日期"),  # noqa: DTZ001 - as readers of files give it
        (time(10, 0), "日期"),
        (1e300, "数额过大"),
        (10**20, "数额过大"),
        (float("inf"), "公式"),
        (float("nan"), "公式"),
    ],
)
def test_what_is_no_amount_says_what_to_do(typed: Value, told: str) -> None:
    reading = read_amount(typed, Unit.YUAN)
    assert reading.amount is None
    assert told in reading.fault
    assert "请" in reading.fault


def test_percentages_are_hundredths_however_they_are_kept() -> None:
    assert read_percent(0.125, as_ratio=True).amount == 1250
    assert read_percent(1, as_ratio=True).amount == 10000
    assert read_percent(12.5, as_ratio=False).amount == 1250
    assert read_percent("12.50%", as_ratio=True).amount == 1250
    assert read_percent("-", as_ratio=True).amount == 0


def test_counts_may_carry_what_they_count() -> None:
    assert [read_count(one).amount for one in (3, 3.0, "3辆", "12 台", "1,200人")] == [
        300, 300, 300, 1200, 120_000,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("note", "unit"),
    [
        ("单位：万元", Unit.TEN_THOUSAND),
        ("金额单位:元", Unit.YUAN),
        ("（单位：人民币万元）", Unit.TEN_THOUSAND),
        ("编制单位：某局　　金额单位：元", Unit.YUAN),
        ("单 位： 亿 元", Unit.HUNDRED_MILLION),
        ("编制单位：元江县财政局", None),
        ("单位：鹤城区教育局", None),
    ],
)
def test_the_unit_is_in_the_notes_above_a_table(note: str, unit: Unit | None) -> None:
    assert unit_noted([("公开01表", None), (note,)]) is unit


@pytest.mark.parametrize(
    ("shown", "unit", "fen"),
    [
        ([0, 0, 0], Unit.YUAN, 100),
        ([0, 2, 1], Unit.YUAN, 1),
        ([2, 2, 1, 0], Unit.TEN_THOUSAND, 10_000),
        ([0, 0], Unit.TEN_THOUSAND, 10_000),
        ([0] * 8, Unit.TEN_THOUSAND, 1_000_000),
        ([4] * 8 + [2], Unit.TEN_THOUSAND, 100),
        ([2] * 9 + [6], Unit.TEN_THOUSAND, 10_000),
        ([2] * 5, Unit.HUNDRED_MILLION, 100_000_000),
        ([], Unit.TEN_THOUSAND, 10_000),
    ],
)
def test_the_quantum_is_the_smallest_step_a_table_shows(
    shown: list[int], unit: Unit, fen: int
) -> None:
    assert quantum_shown(shown, unit) == fen
