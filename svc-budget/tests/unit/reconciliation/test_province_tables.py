"""The rest of a province's thirty tables: rows, hierarchies, and what they have in common."""

from rules_building import Books, a_table, outcomes, some_books
from samples_building import a_unit

from svc_budget.domain.templates.templates import Book

ROWS = {
    "合计": {"合计": 900, "基本工资": 600, "奖金": 300},
    "205": {"合计": 900, "基本工资": 600, "奖金": 300},
    "20501": {"合计": 900, "基本工资": 600, "奖金": 300},
    "2050101": {"合计": 700, "基本工资": 500, "奖金": 200},
    "2050102": {"合计": 200, "基本工资": 100, "奖金": 100},
}
WAN = 1_000_000


def _books(changes: dict[str, dict[str, int]]) -> Books:
    rows = {
        key: {column: amount * WAN for column, amount in (values | changes.get(key, {})).items()}
        for key, values in ROWS.items()
    }
    books = some_books(Book.BUDGET, unit=a_unit(51)).silent().knowing(level="省")
    return books.with_table(a_table("P06", rows)).without("B13")


def test_a_detailed_table_adds_up_in_rows_and_down_its_codes() -> None:
    assert outcomes(_books({}).check())["G21"] == "pass"

    row = _books({"2050101": {"奖金": 250}, "20501": {"奖金": 350}, "205": {"奖金": 350}})
    assert any(one.left[0].row == "2050101" for one in row.check().issues if one.rule == "G21")


def test_units_listed_one_after_the_other_count_together() -> None:
    rows = {
        "合计": {"合计": 30}, "205": {"合计": 10}, "20501": {"合计": 10}, "2050101": {"合计": 10},
        "205#乙": {"合计": 20}, "20501#乙": {"合计": 20}, "2050101#乙": {"合计": 20},
    }  # fmt: skip
    coded = {key: {column: amount * WAN for column, amount in values.items()}
             for key, values in rows.items()}  # fmt: skip
    table = a_table("P06", coded)
    books = some_books(Book.BUDGET, unit=a_unit(51)).silent().knowing(level="省").without("B13")
    found = [one for one in books.with_table(table).check().issues if one.rule == "G21"]

    assert [one for one in found if len(one.right) and "其下" in one.message] == []
