from pathlib import Path
from typing import Any

import pytest

from shared.yaml_files import yaml_in
from svc_budget.domain.facts.choosing import Chosen, Wanted, choose
from svc_budget.domain.facts.questions import (
    FactsTooBroad,
    FactsUnsound,
    Group,
    Question,
    refuse_unsound,
)
from svc_budget.domain.templates.reading import read_templates
from svc_budget.domain.templates.templates import Book

FOLDER = Path(__file__).parents[2] / "templates"
TEMPLATES = read_templates([yaml_in(one) for one in sorted(FOLDER.glob("*.yaml"))])


def chosen(**wanted: Any) -> Chosen:
    usual: dict[str, Any] = {"book": Book.FINAL, "year": 2025}
    return choose(TEMPLATES, Wanted(**usual | wanted))


def asked(**known: Any) -> Question:
    usual: dict[str, Any] = {"book": "final", "table": "T3", "side": "", "column": "合计"}
    return Question(**usual | known)


def test_spending_is_summed_over_the_whole_column_of_the_functional_table() -> None:
    found = chosen()
    assert (found.table.code, found.column.key) == ("T3", "合计")
    assert chosen(direction="收入").table.code == "T2"
    assert chosen(book=Book.BUDGET).table.code == "B3"


def test_what_is_said_of_the_meaning_chooses_the_column() -> None:
    assert chosen(expenditure="项目支出").column.key == "项目支出"
    assert chosen(fund_type="一般公共预算").table.code == "T5"
    assert chosen(economic=True).table.code == "T6"
    assert chosen(table="T7", column="决算数.公务接待费").column.key == "决算数.公务接待费"


def test_a_table_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(FactsUnsound) as refused:
        chosen(table="T99")

    assert "T3（支出决算表）" in refused.value.errors[0].message


def test_units_and_codes_together_need_a_year_or_a_unit() -> None:
    by_both = (Group.UNIT, Group.CODE)
    with pytest.raises(FactsTooBroad):
        refuse_unsound(asked(group_by=by_both, years=(2024, 2025)))

    refuse_unsound(asked(group_by=by_both, years=(2025,)))
    refuse_unsound(asked(group_by=(Group.YEAR, Group.CODE), unit="430001"))
    refuse_unsound(asked(group_by=(Group.YEAR, Group.CODE)))
    with pytest.raises(FactsTooBroad):
        refuse_unsound(asked(group_by=(Group.YEAR,), snapshot=3))


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({"group_by": tuple(Group)[:4]}, "too_many"),
        ({"group_by": (Group.YEAR, Group.YEAR)}, "given_twice"),
        ({"group_by": (Group.CODE, Group.LINE)}, "same_rows"),
        ({"rollup": True}, "no_groups"),
    ],
)
def test_a_question_that_makes_no_sense_says_why(known: dict[str, Any], code: str) -> None:
    with pytest.raises(FactsUnsound) as refused:
        refuse_unsound(asked(**known, years=(2025,)))

    assert code in [one.code for one in refused.value.errors]
