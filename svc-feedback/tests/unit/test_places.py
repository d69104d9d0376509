"""Places lie within places, and one that adds nothing is left out."""

from svc_feedback.domain.places import holding, levels_of, narrowest, prefix_of


def test_codes_within_a_region_begin_as_it_does() -> None:
    codes = ("431202", "431200", "430000", "431230", "000000")
    assert [prefix_of(code) for code in codes] == ["431202", "4312", "43", "431230", "00"]


def test_a_city_is_a_level_where_it_holds_more_than_one_district() -> None:
    assert levels_of(["431202"]) == {"431202": ("431202",)}
    assert levels_of(["431202", "431224", "431202"]) == {
        "431202": ("431202", "431200"),
        "431224": ("431224", "431200"),
    }


def test_a_province_is_a_level_where_it_holds_more_than_one_city() -> None:
    levels = levels_of(["431202", "430100", "000000"])
    assert levels["431202"] == ("431202", "430000")
    assert levels["430100"] == ("430100", "430000")
    assert levels["000000"] == ("000000",)


def test_the_narrowest_place_around_a_region_is_found() -> None:
    places = ("440000", "*", "440300", "431202")
    assert holding(places, "440304") == ["440000", "440300"]
    assert [narrowest(places, code) for code in ("440304", "440106", "431202", "431224", "")] == [
        "440300", "440000", "431202", None, None,
    ]  # fmt: skip
