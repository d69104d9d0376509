"""The language of rules: what it reads and what it refuses; it is nothing but sums of cells."""

import pytest
from samples_building import shipped_forms

from svc_budget.domain.reconciliation.expressions import Grammar, Malformed
from svc_budget.domain.reconciliation.names import Dictionary, Name, Selection, Unknown
from svc_budget.domain.templates.templates import Book


@pytest.fixture
def words() -> Dictionary:
    return Dictionary(tuple(shipped_forms().templates), Book.FINAL, Book.BUDGET)


@pytest.mark.parametrize(
    ("text", "table", "side", "row", "column"),
    [
        ("T1.收入总计", "T1", "", "收入总计", ""),
        ("T4.支出.本年支出合计.一般公共预算", "T4", "支出", "本年支出合计", "一般公共预算"),
        ("T3.205.项目支出", "T3", "", "205", "项目支出"),
        ("T7.数额.预算数.因公出国（境）费", "T7", "", "数额", "预算数.因公出国（境）费"),
        ("T3.{行}.{列}", "T3", "", "{行}", "{列}"),
    ],
)
def test_a_name_is_told_apart_by_its_template(
    words: Dictionary, text: str, table: str, side: str, row: str, column: str
) -> None:
    name = words.name(text)

    assert (name.place, name.table, name.side, name.row, name.column) == (
        "", table, side, row, column,
    )  # fmt: skip


def test_other_books_are_named_first(words: Dictionary) -> None:
    assert words.name("上年.T1.支出.年末结转和结余").place == "上年"
    assert words.name("预算.B9.数额.合计").place == "预算"
    assert words.name("units.T1.收入总计").place == "units"


def test_a_column_alone_is_of_the_row_at_hand(words: Dictionary) -> None:
    rows = words.range("T4.支出")

    assert words.name("政府性基金", rows) == Name("", "T4", "支出", "", "政府性基金")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("T99.合计", "no table T99"),
        ("预算.T1.收入总计", "no table 预算.T1"),
        ("T1.没有这一行", "no row T1.没有这一行"),
        ("T3.20", "no row T3.20"),
        ("T3.205.没有这一列", "no column T3.没有这一列"),
        ("T4.其他支出", None),
        ("T1.年末结转和结余.预算数", "no column"),
    ],
)
def test_a_name_no_template_knows_is_refused(
    words: Dictionary, text: str, wrong: str | None
) -> None:
    if wrong is None:
        assert words.name(text).row == "其他支出"
        return
    with pytest.raises(Unknown, match=wrong):
        words.name(text)


def test_sums_choose_rows_by_level_list_parent_or_text(words: Dictionary) -> None:
    grammar = Grammar(words, groups={"人员": ("301", "303")})

    def chosen(text: str) -> Selection:
        of = grammar.expression(text).operands[0].of
        assert isinstance(of, Selection)
        return of

    assert chosen("sum(T3.类.基本支出)").choice == "类"
    assert chosen("sum(T6[人员])").listed == ("301", "303")
    assert chosen("sum(T6[302, 310].决算数)").column == "决算数"
    assert chosen("sum(T3.{行}.下级)").parent == "{行}"
    assert chosen("sum(T3.明细)").choice == "明细"


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("T1.收入总计 - T1.事业收入 + 0", [1, -1, 1]),
        ("-T1.事业收入", [-1]),
        ("3% * T1.事业收入", [1]),
    ],
)
def test_terms_have_signs_and_parts_of_a_hundred(
    words: Dictionary, text: str, signs: list[int]
) -> None:
    expression = Grammar(words).expression(text)

    assert [one.sign for one in expression.operands] == signs


@pytest.mark.parametrize(
    "text",
    [
        "T1.收入总计", "T1.收入总计 = ", "= T1.收入总计", "T1.收入总计 = T1.支出总计 = 0",
        "T1.收入总计 T1.支出总计 = 0", "sum(T3.类 = 0", "sum() = 0", "T1.收入总计 * 2 = 0",
        "T1.收入总计 / 2 = 0", "__import__('os') = 0", "max(T1.收入总计) = 0", "sum(T3.合计) = 0",
        "T1.收入总计 + + = 0", "3% * sum(T3.类) = 0",
    ],
)  # fmt: skip
def test_anything_else_is_refused(words: Dictionary, text: str) -> None:
    with pytest.raises((Malformed, Unknown)):
        Grammar(words).relation(text)
