"""The identities between tables, asserted directly on the exact figures of clean books."""

from collections.abc import Iterator

import pytest
from samples_building import a_sample

from svc_budget.domain.samples.tables import SampleBook, SampleTable
from svc_budget.domain.samples.units import sample_units
from svc_budget.domain.templates.templates import Axis, Book

UNITS = sample_units(40)
CASES = [(unit, year) for unit in UNITS[1::4] for year in (2011, 2014, 2019, 2020, 2025)]
RECEIVED = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
SPENT = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0].name}-{case[1]}")
def final(request: pytest.FixtureRequest) -> SampleBook:
    unit, year = request.param
    return a_sample(Book.FINAL, year, unit)


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0].name}-{case[1]}")
def budget(request: pytest.FixtureRequest) -> SampleBook:
    unit, year = request.param
    return a_sample(Book.BUDGET, year, unit)


def rows(table: SampleTable) -> Iterator[tuple[str, dict[str, int]]]:
    """The rows with a code, amounts only."""
    for row in table.sides[""]:
        if row.code:
            yield row.code, {k: v for k, v in row.values.items() if isinstance(v, int)}


def of(book: SampleBook, code: str, side: str, row: str, column: str) -> int:
    return book.tables[code].value(side, row, column) if code in book.tables else 0


def test_final_totals_agree(final: SampleBook) -> None:
    def left(key: str) -> int:
        return of(final, "T1", "收入", key, "决算数")

    def right(key: str) -> int:
        return of(final, "T1", "支出", key, "决算数")

    assert left("收入总计") == right("支出总计")
    assert left("收入总计") == sum(
        map(left, ("本年收入合计", "使用非财政拨款结余", "年初结转和结余"))
    )
    assert right("支出总计") == sum(map(right, ("本年支出合计", "结余分配", "年末结转和结余")))
    assert left("本年收入合计") == of(final, "T2", "", "合计", "合计")
    assert right("本年支出合计") == of(final, "T3", "", "合计", "合计")
    classes = [row for row in final.tables["T1"].sides["支出"] if row.code]
    assert right("本年支出合计") == sum(right(row.key) for row in classes)
    assert all(right(row.key) == of(final, "T3", "", row.code, "合计") for row in classes)


def test_final_rows_add_up_across(final: SampleBook) -> None:
    for _, row in rows(final.tables["T2"]):
        assert row["合计"] == sum(row[column] for column in RECEIVED)
    for code, row in rows(final.tables["T3"]):
        assert row["合计"] == sum(row[column] for column in SPENT)
        within = final.tables["T5"].value("", code, "合计")
        assert within <= row["合计"]
    for _, row in rows(final.tables["T5"]):
        assert row["合计"] == row["基本支出"] + row["项目支出"]
    for code in {"T8", "T9"} & set(final.tables):
        for _, row in rows(final.tables[code]):
            assert row["本年支出"] == row["基本支出"] + row["项目支出"]
            assert (
                row["年末结转和结余"] == row["年初结转和结余"] + row["本年收入"] - row["本年支出"]
            )


def test_final_fiscal_money_agrees_across_tables(final: SampleBook) -> None:
    def left(key: str) -> int:
        return of(final, "T4", "收入", key, "金额")

    def right(key: str, column: str) -> int:
        return of(final, "T4", "支出", key, column)

    assert left("收入总计") == right("支出总计", "合计")
    assert left("本年收入合计") == of(final, "T2", "", "合计", "财政拨款收入")
    funds = ("一般公共预算", "政府性基金", "国有资本经营")
    openings = [f"年初{fund}结转" for fund in funds]
    assert left("年初财政拨款结转和结余") == sum(map(left, openings))
    grants = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
    for fund, opening, grant in zip(funds, openings, grants, strict=True):
        spent = right("本年支出合计", fund)
        assert left(opening) + left(grant) == spent + right("年末结转和结余", fund)
        assert left(grant) == of(final, "T1", "收入", f"{grant}收入", "决算数")
    assert right("本年支出合计", "一般公共预算") == of(final, "T5", "", "合计", "合计")
    assert right("本年支出合计", "政府性基金") == of(final, "T8", "", "合计", "本年支出")
    assert right("本年支出合计", "国有资本经营") == of(final, "T9", "", "合计", "本年支出")
    for row in final.tables["T4"].sides["支出"]:
        assert right(row.key, "合计") == sum(right(row.key, fund) for fund in funds)


def test_final_basic_spending_by_economic_class(final: SampleBook) -> None:
    def amount(key: str) -> int:
        return of(final, "T6", "", key, "决算数")

    assert amount("合计") == of(final, "T5", "", "合计", "基本支出")
    assert amount("人员经费合计") == amount("301") + amount("303")
    assert amount("公用经费合计") == amount("302") + amount("310")
    assert amount("合计") == amount("人员经费合计") + amount("公用经费合计")
    inside = {"30212": "因公出国（境）费", "30217": "公务接待费"}
    inside |= {"31013": "公务用车购置费", "30231": "公务用车运行费"}
    for code, kind in inside.items():
        assert amount(code) <= of(final, "T7", "", "数额", f"决算数.{kind}")


def test_budget_totals_agree(budget: SampleBook) -> None:
    def left(key: str) -> int:
        return of(budget, "B1", "收入", key, "预算数")

    def right(key: str, column: str = "合计") -> int:
        return of(budget, "B1", "支出", key, column)

    assert left("收入总计") == right("支出总计") == of(budget, "B2", "", "合计", "合计")
    assert right("支出总计") == of(budget, "B3", "", "合计", "合计")
    assert right("支出总计") == sum(
        right("支出总计", kind) for kind in ("人员经费", "公用经费", "项目支出")
    )
    grants = ("一般公共预算资金", "政府性基金", "国有资本经营预算")
    assert left("财政拨款收入") == sum(map(left, grants))
    own = ("事业收入", "事业单位经营收入", "其他收入", "上年结转")
    assert left("收入总计") == left("财政拨款收入") + sum(map(left, own))
    assert of(budget, "B4", "收入", "收入总计", "预算数") == left("财政拨款收入")
    assert of(budget, "B4", "支出", "支出总计", "合计") == left("财政拨款收入")
    for table, fund in (("B5", "一般公共预算"), ("B6", "政府性基金"), ("B7", "国有资本经营")):
        assert of(budget, table, "", "合计", "合计") == of(budget, "B4", "支出", "支出总计", fund)


def test_budget_details_stay_inside(budget: SampleBook) -> None:
    for code, row in rows(budget.tables["B3"]):
        inside = sum(of(budget, table, "", code, "合计") for table in ("B5", "B6", "B7"))
        assert inside <= row["合计"] == row["基本支出"] + row["项目支出"]
    assert of(budget, "B8", "", "合计", "合计") == of(budget, "B5", "", "合计", "基本支出")
    inside_of = {"30212": "因公出国（境）费", "30217": "公务接待费", "30231": "公务用车运行费"}
    for code, kind in inside_of.items():
        assert of(budget, "B8", "", code, "合计") <= of(budget, "B9", "", "数额", kind)
    running = of(budget, "B9", "", "数额", "机关运行经费")
    assert running <= of(budget, "B8", "", "合计", "公用经费")


def test_what_the_final_account_says_of_the_budget_is_the_budgets_own(final: SampleBook) -> None:
    budget = a_sample(Book.BUDGET, final.year, final.unit)
    for column in ("合计", "因公出国（境）费", "公务用车小计", "公务接待费"):
        said = of(final, "T7", "", "数额", f"预算数.{column}")
        assert said == of(budget, "B9", "", "数额", column)


def test_some_tables_are_empty_and_say_so() -> None:
    books = [a_sample(Book.FINAL, 2025, unit) for unit in UNITS]
    tables = [book.tables["T8"] for book in books]
    assert any(table.is_empty for table in tables)
    assert any(not table.is_empty for table in tables)
    assert all(table.is_empty == bool(table.sentences) for table in tables)


def test_codes_and_columns_are_those_of_the_year() -> None:
    old, new = (a_sample(Book.FINAL, year, UNITS[4]) for year in (2011, 2025))
    assert "T9" not in old.tables
    codes = {row.code for row in old.tables["T6"].sides[""]}
    assert "30104" in codes
    assert "30113" not in codes
    assert "30113" in {row.code for row in new.tables["T6"].sides[""]}
    for book in (old, new):
        for table in book.tables.values():
            for panel in table.template.panels:
                if panel.axis is Axis.CODES:
                    assert all(row.label for row in table.sides[panel.key])
