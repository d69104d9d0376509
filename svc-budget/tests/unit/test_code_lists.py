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


def test_what_was_moved_says_where_to() -> None:
    lists = shipped()
    moved = {
        (CodeKind.FUNCTION, "20112"): "21007",  # 人口与计划生育事务
        (CodeKind.FUNCTION, "20115"): "20138",  # 工商行政管理事务
        (CodeKind.FUNCTION, "20117"): "20138",  # 质量技术监督与检验检疫事务
        (CodeKind.DEPARTMENT_ECONOMIC, "30311"): "30113",  # 住房公积金
    }
    for (kind, code), successor in moved.items():
        old = lists.in_year(kind, code, 2013)
        assert old is not None
        assert old.successors == (successor,)
        assert (lists.in_year(kind, code, 2025) or old).name != old.name or not old.holds_in(2025)


def test_every_class_of_a_book_has_its_name_in_that_year() -> None:
    lists = shipped()

    def classes(year: int) -> set[str]:
        return {
            one.code
            for one in lists
            if one.kind is CodeKind.FUNCTION and len(one.code) == 3 and one.holds_in(year)
        }

    assert {"218", "228"} <= classes(2012)
    assert {"219", "224", "231", "232", "233"} <= classes(2019) - classes(2012)
    assert {"234"} == classes(2020) - classes(2019)


def test_a_code_may_not_have_two_names_in_one_year() -> None:
    row = {"code": "205", "name": "教育", "first_year": "", "last_year": "", "successors": ""}
    with pytest.raises(ValueError, match="205"):
        read_codes({CodeKind.FUNCTION: [row, row | {"name": "教育支出"}]})
