"""From tables to facts: what is a fact, what it means, what may be summed."""

from submissions_building import a_table

from svc_budget.domain.facts.making import facts_of


def test_a_fact_says_all_that_its_amount_means() -> None:
    (fact,) = facts_of([a_table("T5", {"2050201": {"基本支出": 12_345}})])

    assert (fact.table_code, fact.row_key, fact.code, fact.code_kind) == (
        "T5", "2050201", "2050201", "function",
    )  # fmt: skip
    assert (fact.direction, fact.fund_type, fact.stage, fact.expenditure) == (
        "支出", "一般公共预算", "决算", "基本支出",
    )  # fmt: skip
    assert (fact.amount, fact.sheet, fact.cell, fact.leaf) == (12_345, "表五", "C6", True)


def test_a_blank_is_no_fact_but_a_zero_is() -> None:
    facts = list(facts_of([a_table("T5", {"2050201": {"合计": None, "基本支出": 0}})]))

    assert [(one.column_key, one.amount) for one in facts] == [("基本支出", 0)]


def test_a_class_with_items_below_it_and_a_total_are_no_leaves() -> None:
    codes = ("合计", "205", "20502", "2050201", "2050202", "208")
    facts = facts_of([a_table("T5", {code: {"合计": 1} for code in codes})])

    assert [one.row_key for one in facts if one.leaf] == ["2050201", "2050202", "208"]


def test_a_line_of_a_summary_stands_for_its_functional_class() -> None:
    lines = {"教育支出": {"决算数": 5}, "本年支出合计": {"决算数": 5}}
    education, total = facts_of([a_table("T1", lines, side="支出")])

    assert (education.code, education.code_kind, education.leaf) == ("205", "function", True)
    assert (total.code, total.code_kind, total.leaf) == (None, None, False)


def test_a_column_of_another_stage_says_so() -> None:
    row = {"预算数.合计": 10, "决算数.合计": 9}
    facts = list(facts_of([a_table("T7", {"": row})]))

    assert [one.stage for one in facts] == ["年初预算", "决算"]
