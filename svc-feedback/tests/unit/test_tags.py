"""Tags belong to one level each."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.yaml_files import yaml_in
from svc_feedback.domain.levels import BEST_FIRST, Level
from svc_feedback.domain.tags import TagFileUnusable, TagNotOfLevel, TagSet, read_tag_set

FILE = Path(__file__).resolve().parents[2] / "demo" / "tags.yaml"


def the_document() -> dict[str, Any]:
    document: dict[str, Any] = yaml_in(FILE)
    return document


def the_tags() -> TagSet:
    return read_tag_set(the_document())


def test_the_forty_tags_of_the_field_are_read_in_their_order() -> None:
    tags = the_tags()

    assert len(tags.tags) == 40
    assert [len(tags.of_level(level)) for level in BEST_FIRST] == [8] * 5
    assert [tag.code for tag in tags.of_level(Level.VERY_DISSATISFIED)][:3] == [108, 109, 110]


def test_the_first_three_tags_of_a_level_are_fixed() -> None:
    assert [tag.fixed for tag in the_tags().of_level(Level.SATISFIED)] == [True] * 3 + [False] * 5


def test_a_tag_of_another_level_is_refused_by_its_place_and_name() -> None:
    with pytest.raises(TagNotOfLevel) as refused:
        the_tags().chosen(Level.SATISFIED, [406, 510, 999])

    assert [(error.pointer, error.message) for error in refused.value.errors] == [
        ("#/tags/1", "标签 510 不属于“满意”。"),
        ("#/tags/2", "标签 999 不属于“满意”。"),
    ]


def test_a_tag_chosen_twice_counts_once() -> None:
    assert the_tags().chosen(Level.SATISFIED, [407, 406, 407]) == (407, 406)


def test_no_tag_need_be_chosen() -> None:
    assert the_tags().chosen(Level.VERY_DISSATISFIED, []) == ()


@given(st.sampled_from(Level), st.lists(st.integers(100, 599), max_size=8))
def test_chosen_tags_are_always_tags_of_the_level(level: Level, codes: list[int]) -> None:
    offered = {tag.code for tag in the_tags().of_level(level)}

    if set(codes) <= offered:
        assert set(the_tags().chosen(level, codes)) == set(codes)
    else:
        with pytest.raises(TagNotOfLevel):
            the_tags().chosen(level, codes)


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"version": 1},
        {"version": "x", "levels": {}},
        {"version": 1, "levels": {6: {610: "?"}}},
        {"version": 1, "levels": {5: {410: "?"}, 4: {}, 3: {}, 2: {}, 1: {}}},
        {"version": 1, "levels": {5: {}, 4: {}, 3: {}, 2: {}}},
    ],
)
def test_a_file_that_is_no_tag_set_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(TagFileUnusable):
        read_tag_set(broken)
