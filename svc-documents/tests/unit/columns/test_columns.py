"""Columns: where they may stand, and when they turn red."""

from datetime import date

import pytest
from days_building import CALENDAR

from svc_documents.domain.columns.columns import Column, Period, complaint_about

D = date.fromisoformat


def light(updated: str, today: str, period: Period | None) -> str:
    column = Column("fees", "价格和收费", period=period)
    return column.light(D(updated), D(today), CALENDAR).value


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-11-03", "green"), ("2026-11-09", "yellow"), ("2026-11-11", "yellow"),
     ("2026-11-12", "red")],
)  # fmt: skip
def test_a_column_is_red_after_the_last_day_of_its_period(today: str, expected: str) -> None:
    assert light("2026-11-01", today, Period(10)) == expected


def test_working_days_pass_over_the_national_holiday() -> None:
    assert Period(7, working=True).due_on(D("2026-09-28"), CALENDAR) == D("2026-10-13")
    assert light("2026-09-28", "2026-10-13", Period(7, working=True)) == "yellow"
    assert light("2026-09-28", "2026-10-14", Period(7, working=True)) == "red"


def test_without_a_period_a_column_is_never_late() -> None:
    assert light("2020-01-01", "2026-11-12", None) == "green"


def test_nine_levels_are_allowed_and_ten_are_not() -> None:
    chain = {f"c{n}": f"c{n - 1}" if n > 1 else None for n in range(1, 10)}

    assert complaint_about(Column("c9", "九", parent="c8"), {**chain, "c9": "c8"}) is None
    assert complaint_about(Column("c10", "十", parent="c9"), chain) == (
        "too_deep", "栏目最多 9 级，请放到更高的一级。"
    )  # fmt: skip


def test_a_branch_that_would_become_too_deep_stays_where_it_is() -> None:
    below = {"a1": None, "a2": "a1", "a3": "a2"}
    chain = {f"c{n}": f"c{n - 1}" if n > 1 else None for n in range(1, 8)}

    moved = Column("a1", "甲", parent="c7")
    others = {**chain, "a2": "a1", "a3": "a2"}

    assert complaint_about(Column("a1", "甲"), below | {"a1": None}) is None
    complaint = complaint_about(moved, others)
    assert complaint is not None
    assert complaint[0] == "too_deep"


def test_a_column_below_itself_is_refused_naming_the_way() -> None:
    complaint = complaint_about(Column("a", "甲", parent="c"), {"b": "a", "c": "b"})

    assert complaint == ("cycle", "栏目不能放在自己之下：a → b → c → a。")


def test_an_unknown_parent_is_named() -> None:
    assert complaint_about(Column("a", "甲", parent="x"), {}) == (
        "unknown_parent", "没有“x”这个上级栏目。"
    )  # fmt: skip
