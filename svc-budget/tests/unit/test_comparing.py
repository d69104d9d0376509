from svc_budget.domain.codes.codes import Code, CodeKind, CodeLists
from svc_budget.domain.facts.comparing import side_by_side

FUNCTION = CodeKind.FUNCTION
LISTS = CodeLists(
    [
        Code(FUNCTION, "210", "医疗卫生", None, 2013),
        Code(FUNCTION, "210", "卫生健康支出", 2019),
        Code(FUNCTION, "20117", "质量技术监督与检验检疫事务", None, 2018, ("20138",)),
        Code(FUNCTION, "20138", "市场监督管理事务", 2019),
    ]
)


def test_a_code_stands_under_the_name_it_had_in_each_year() -> None:
    (row,) = side_by_side([(2011, {"210": 5}), (2026, {"210": 9})], FUNCTION, LISTS)

    assert row.names == ("医疗卫生", "卫生健康支出")
    assert (row.amounts, row.change) == ((5, 9), 4)


def test_a_retired_code_says_so_and_names_its_successor_and_keeps_its_money() -> None:
    retired, heir = side_by_side([(2011, {"20117": 5}), (2026, {"20138": 7})], FUNCTION, LISTS)

    assert (retired.amounts, retired.retired_after) == ((5, None), 2018)
    assert (retired.successors, retired.change) == (("20138",), None)
    assert (heir.amounts, heir.retired_after) == ((None, 7), None)
