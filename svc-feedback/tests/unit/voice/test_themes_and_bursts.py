"""Themes are known again; days that stand out are found, and others are not."""

from datetime import date
from random import Random
from uuid import UUID

import pytest

from svc_feedback.domain.voice.bursts import burst_of, least_z
from svc_feedback.domain.voice.counts import Said, counts_of
from svc_feedback.domain.voice.forms_of_words import without_forms
from svc_feedback.domain.voice.nearness import nearness
from svc_feedback.domain.voice.placing import placed
from svc_feedback.domain.voice.themes import Group, known_again

LAMPS, BUSES = {"路灯": 3.0, "不亮": 2.0}, {"公交": 3.0, "末班车": 1.0}


def test_a_theme_is_known_again_by_its_terms_and_a_new_one_is_new() -> None:
    earlier = {UUID(int=1): BUSES, UUID(int=2): LAMPS}
    groups = [Group((0,), {"路灯": 2.0, "不亮": 2.0, "坏": 0.3}), Group((1,), {"停电": 1.0})]

    assert known_again(groups, earlier, [None, None]) == [UUID(int=2), None]


def test_two_groups_never_get_one_id() -> None:
    groups = [Group((0,), LAMPS), Group((1,), LAMPS)]
    assert known_again(groups, {UUID(int=1): LAMPS}, [None, None]) == [UUID(int=1), None]


def test_a_theme_is_known_by_its_messages_even_when_its_terms_changed() -> None:
    first, second = UUID(int=1), UUID(int=2)
    groups = [Group((0, 1, 4), BUSES), Group((2, 3), LAMPS)]
    borne = [first, first, second, second, None]
    assert known_again(groups, {first: LAMPS, second: BUSES}, borne) == [first, second]


def test_messages_keep_their_themes_and_new_ones_go_where_their_words_are() -> None:
    lamps, buses = UUID(int=1), UUID(int=2)
    texts = [
        "路灯不亮",
        "路灯坏",
        "公交慢",
        "公交末班车早",
        "末班车没有公交",
        "又是路灯不亮",
        "停电了",
    ]
    borne = [lamps, lamps, buses, buses, None, None, None]
    joined = Group((0, 1, 2, 3, 4, 5), {"路灯": 1.0, "公交": 1.0})
    earlier = {lamps: LAMPS, buses: BUSES}

    found = placed([joined, Group((6,), {"停电": 1.0})], earlier, borne, texts, lambda: UUID(int=9))

    assert found.messages == [lamps, lamps, buses, buses, buses, lamps, UUID(int=9)]
    assert found.groups[1] == UUID(int=9)


def test_days_are_compared_by_one_grouping() -> None:
    days = [date(2026, 3, 26), date(2026, 3, 27)]
    said = [Said(days[at > 0], by, "431202") for at, by in enumerate((b"a", b"a", b"a", b"b"))]
    counted = counts_of(said, [Group((0, 1), LAMPS), Group((2, 3), BUSES)], [UUID(int=1)] * 2)
    here = {days[0]: {UUID(int=1): (1, 1)}, days[1]: {UUID(int=1): (3, 2)}}
    assert counted == {"431202": here}


def test_what_districts_say_counts_for_their_city_where_there_are_several() -> None:
    day, theme = date(2026, 3, 27), UUID(int=1)
    said = [Said(day, by, region) for by, region in ((b"a", "431202"), (b"b", "431224"))]
    counted = counts_of(said, [Group((0, 1), LAMPS)], [theme])
    assert counted == {
        "431202": {day: {theme: (1, 1)}},
        "431224": {day: {theme: (1, 1)}},
        "431200": {day: {theme: (2, 2)}},
    }


def test_a_label_is_the_heaviest_terms() -> None:
    assert Group((), {"灯": 1.0, "路灯": 3.0, "坏": 0.5, "不亮": 2.0}).label == "路灯、不亮、灯"


@pytest.mark.parametrize(
    ("messages", "persons", "weeks"),
    [
        (4, 4, [0] * 8),
        (40, 2, [1] * 8),
        (40, 40, [1] * 3),
        (20, 20, [15] * 8),
        (59, 59, [30] * 8),
    ],
    ids=["too few messages", "too few persons", "too few weeks", "near usual", "under twice"],
)
def test_a_day_that_does_not_stand_out_is_no_burst(
    messages: int, persons: int, weeks: list[int]
) -> None:
    assert burst_of(messages, persons, weeks) is None


def test_a_day_that_stands_out_says_how_far() -> None:
    burst = burst_of(25, 9, [5, 7, 6, 6])

    assert burst is not None
    assert (burst.messages, burst.persons, burst.usual) == (25, 9, 6.0)
    assert burst.z == pytest.approx(4.50, abs=0.01)


def test_of_many_themes_one_stands_out_by_chance_so_the_bar_rises() -> None:
    assert least_z(1) == least_z(7) == 3.0
    assert least_z(60) == pytest.approx(3.59, abs=0.01)
    assert burst_of(17, 17, [6, 9, 6, 5, 2, 9, 5, 5]) is not None
    assert burst_of(17, 17, [6, 9, 6, 5, 2, 9, 5, 5], themes=60) is None


def test_chance_alone_hardly_ever_makes_a_burst() -> None:
    chance = Random(7)  # noqa: S311 - the same every time is the point

    def day(mean: float) -> int:
        return sum(chance.random() < mean / 1000 for _ in range(1000))

    found = [burst_of(day(7), 9, [day(7) for _ in range(8)]) for _ in range(1000)]

    assert sum(burst is not None for burst in found) <= 2


def test_what_is_said_of_anything_is_left_out() -> None:
    texts = [f"路灯{number}不亮，请领导重视。" for number in range(30)]

    assert without_forms(texts)[7] == "路灯7不亮"


def test_nearness_is_one_for_the_same_and_none_for_others() -> None:
    assert nearness("路灯不亮。", "路灯不亮。") == 1
    assert nearness("路灯不亮。", "公交太慢。") == 0
    assert nearness("灯", "灯") == 1
