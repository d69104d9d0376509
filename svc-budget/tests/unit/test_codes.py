from svc_budget.domain.codes.codes import Code, CodeKind, CodeLists, is_code, parent_of

FUNCTION = CodeKind.FUNCTION


def test_a_retired_code_still_has_its_name_in_an_old_year() -> None:
    lists = CodeLists(
        [
            Code(FUNCTION, "210", "医疗卫生", None, 2013),
            Code(FUNCTION, "210", "医疗卫生与计划生育支出", 2014, 2018),
            Code(FUNCTION, "210", "卫生健康支出", 2019),
            Code(FUNCTION, "20117", "质量技术监督与检验检疫事务", None, 2018, ("20138",)),
        ]
    )

    assert lists.name_in(FUNCTION, "210", 2011) == "医疗卫生"
    assert lists.name_in(FUNCTION, "210", 2026) == "卫生健康支出"
    assert lists.in_year(FUNCTION, "20117", 2019) is None
    assert lists.name_in(FUNCTION, "20117", 2019) == "质量技术监督与检验检疫事务"


def test_codes_stand_below_their_class_by_their_digits() -> None:
    assert parent_of(FUNCTION, "2050101") == "20501"
    assert parent_of(FUNCTION, "205") is None
    assert is_code(FUNCTION, "20501")
    assert not is_code(FUNCTION, "2050")
    assert not is_code(FUNCTION, "２０５")
