from pathlib import Path

import pytest

from svc_budget.adapters.forms import codes_in
from svc_budget.domain.codes.codes import CodeKind, CodeLists, parent_of
from svc_budget.domain.codes.reading import read_codes

FOLDER = Path(__file__).parents[2] / "codes"


def shipped() -> CodeLists:
    return codes_in(FOLDER)


def test_every_shipped_code_has_the_one_above_it_in_its_years() -> None:
    lists = shipped()
    orphans = [
        f"{code.code} {year}"
        for year in range(2011, 2028)
        for code in lists
        if code.holds_in(year)
        if (above := parent_of(code.kind, code.code)) and not lists.in_year(code.kind, above, year)
    ]
    assert orphans == []


def test_every_successor_is_a_code_itself() -> None:
    lists = shipped()
    assert [
        code.code for code in lists for one in code.successors if not lists.known(code.kind, one)
    ] == []


def test_a_class_that_was_renamed_has_its_old_name_in_an_old_book() -> None:
    lists = shipped()
    names = [lists.name_in(CodeKind.FUNCTION, "210", year) for year in (2011, 2016, 2025)]
    assert names == ["医疗卫生", "医疗卫生与计划生育支出", "卫生健康支出"]


def test_a_code_may_not_have_two_names_in_one_year() -> None:
    row = {"code": "205", "name": "教育", "first_year": "", "last_year": "", "successors": ""}
    with pytest.raises(ValueError, match="205"):
        read_codes({CodeKind.FUNCTION: [row, row | {"name": "教育支出"}]})
