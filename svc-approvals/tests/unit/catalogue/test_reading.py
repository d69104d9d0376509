import json
from typing import Any

import pytest
from catalogue_building import a_matter, a_node, answered, barber_shop, barber_shop_source, codes
from hypothesis import given
from hypothesis import strategies as st

from svc_approvals.domain.catalogue.process import Join, Signing
from svc_approvals.domain.catalogue.reading import read_matter, restored
from svc_approvals.domain.catalogue.writing import to_dict

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=10,
)


def test_the_barber_shop_is_read_without_a_problem() -> None:
    assert read_matter(barber_shop_source()).problems == ()


def test_a_published_version_comes_back_from_json_identical() -> None:
    stored = json.loads(json.dumps(to_dict(barber_shop())))

    assert restored(stored) == barber_shop()


def test_every_kind_of_member_comes_back_from_json_identical() -> None:
    node = a_node(
        "vote",
        join=Join("k", 2),
        when=answered("x"),
        decides=answered("y"),
        signing=Signing("weighted", 60),
        on_refuse="branch",
        requires=("M01",),
    )
    matter = a_matter(node, aliases=("甲", "乙"), visits=0)

    assert restored(json.loads(json.dumps(to_dict(matter)))) == matter


def test_all_problems_of_a_source_are_told_at_once_and_where() -> None:
    source = barber_shop_source()
    del source["name"]
    source["colour"] = "red"
    source["kind"] = "快办件"
    source["promised_days"] = "1"
    source["statutory_days"] = -1
    source["materials"][3]["copys"] = 1
    source["materials"][0]["code"] = "M 01"
    source["nodes"][5]["join"] = {"mode": "most"}
    source["nodes"][0]["after"] = "start"
    source["questions"][0]["when"] = {"field": "x", "op": "like", "value": 1}

    reading = read_matter(source)

    assert reading.matter is None
    assert codes(reading.problems) == {
        "/colour": "unknown_key",
        "/name": "missing",
        "/kind": "not_allowed",
        "/promised_days": "wrong_type",
        "/statutory_days": "too_small",
        "/materials/3/copys": "unknown_key",
        "/materials/0/code": "not_matching",
        "/nodes/5/join/mode": "not_allowed",
        "/nodes/0/after": "wrong_type",
        "/questions/0/when/op": "bad_condition",
    }
    assert all(
        any("\u4e00" <= sign <= "\u9fff" for sign in one.message) for one in reading.problems
    )


def test_yes_is_not_taken_for_the_number_one() -> None:
    source = barber_shop_source() | {"promised_days": True}

    assert codes(read_matter(source).problems) == {"/promised_days": "wrong_type"}


def test_a_stored_version_that_cannot_be_read_is_a_fault() -> None:
    with pytest.raises(ValueError, match="缺少"):
        restored({})


@given(JSON)
def test_reading_never_raises_whatever_it_is_given(raw: object) -> None:
    assert read_matter(raw).matter is None


@given(st.sampled_from(sorted(barber_shop_source())), JSON)
def test_reading_never_raises_whatever_one_member_is(key: str, value: Any) -> None:
    reading = read_matter(barber_shop_source() | {key: value})

    assert (reading.matter is None) == bool(reading.problems)
