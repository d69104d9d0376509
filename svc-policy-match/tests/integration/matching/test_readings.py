"""One tree, four readings that always agree: interpreter, bit index, SQL, column store."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from policies_building import ANSWERS, REGISTRY, conditions, known_answers
from readings_building import Rows, agree, rows_in

from svc_policy_match.domain.answers.answers import (
    NONE,
    Answer,
    Having,
    OneOf,
    People,
    Range,
    Within,
    exactly,
)
from svc_policy_match.domain.conditions.tests import Has, In, Is, Present, Under, Window
from svc_policy_match.domain.conditions.trees import (
    All,
    AnyOf,
    Condition,
    Exists,
    Leaf,
    Not,
    Test,
)
from svc_policy_match.domain.conditions.truth import Truth
from svc_policy_match.domain.rows.cells import Layout
from svc_policy_match.storage.columns.made_up import sample_profiles
from svc_policy_match.storage.columns.made_up_policies import sample_policies
from yangguang_local.databases import Databases

LAYOUT = Layout({key: REGISTRY[key.partition("@")[0]] for key in ANSWERS})
OLD = Leaf("", "age", Window(lo=3))
PLACES: list[Test] = [Under(frozenset({one})) for one in ("43", "4312", "431202")]
EDGES: dict[str, tuple[list[Answer], list[Test]]] = {
    "staff": (
        [NONE, Range(), Range(lo=3), Range(hi=2), exactly(3), exactly(2), Range(2, 3)],
        [Window(lo=3), Window(hi=2), Window(2, 3), Window(3, 3), Present()],
    ),
    "region": (
        [NONE, Within("43"), Within("4312"), Within("431202"), Within("431221")],
        [*PLACES, Under(frozenset({"431202", "431221"})), Present()],
    ),
    "size": (
        [NONE, OneOf(frozenset({"small"})), OneOf(frozenset({"small", "micro"}))],
        [In(frozenset({"small"})), In(frozenset({"small", "micro", "medium"})), Present()],
    ),
    "honours": (
        [
            NONE, Having(), Having(closed=True), Having(frozenset({"special"})),
            Having(frozenset({"special", "giant"}), closed=True),
            Having(has_not=frozenset({"special", "giant", "hitech"})),
        ],
        [Has("special"), Has("giant"), Present()],
    ),
    "listed": ([NONE, True, False], [Is(), Present()]),
    "talents": (
        [
            NONE, People(), People(closed=True), People(({"age": exactly(3)},)),
            People(({"age": Range(2, 3)}, {"age": NONE}), closed=True),
            People(({"age": exactly(2)},), closed=True), People(({},), closed=True),
        ],
        [Exists(OLD), Exists(Not(OLD)), Exists(All(())), Present()],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def rows(postgres: Databases) -> Iterator[Rows]:
    with rows_in(postgres) as found:
        yield found


def numbered(*policies: Condition) -> dict[str, Condition]:
    return {str(number): one for number, one in enumerate(policies)}


@pytest.mark.parametrize("key", sorted(EDGES))
def test_every_kind_of_answer_meets_every_test(rows: Rows, key: str) -> None:
    answers, tests = EDGES[key]
    leaves = [Leaf("x", key, one) for one in tests]
    profiles = [{}, *({key: one} for one in answers)]
    agree(rows, numbered(*leaves, *map(Not, leaves)), LAYOUT, profiles)


def test_what_is_only_words_is_unknown_until_somebody_says_so(rows: Rows) -> None:
    words = Leaf("w", "declared:p/w", Is())
    said: list[Answer] = [True, False, NONE]
    profiles: list[dict[str, Answer]] = [{}, *({words.key: one} for one in said)]
    agree(rows, numbered(words, Not(words)), LAYOUT, profiles)


def test_places_in_an_alternative_do_not_narrow_the_rest(rows: Rows) -> None:
    here = Leaf("r", "region", Under(frozenset({"4312"})))
    there = Leaf("q", "region", Under(frozenset({"431221"})))
    staff = Leaf("s", "staff", Window(lo=3))
    trees: list[Condition] = [
        All((AnyOf((here, there)), staff)),
        AnyOf((here, staff)),
        All((Not(here), staff)),
    ]
    profiles: list[dict[str, Answer]] = [
        {"region": place, "staff": exactly(number)}
        for place in (Within("43"), Within("431221"), Within("431202"), NONE)
        for number in (2, 3)
    ]
    agree(rows, numbered(*trees), LAYOUT, [{}, *profiles])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(conditions, min_size=1, max_size=6), st.lists(known_answers, min_size=1, max_size=6)
)
def test_random_trees_have_one_verdict_in_all_readings(
    rows: Rows, policies: list[Condition], profiles: list[dict[str, Answer]]
) -> None:
    agree(rows, numbered(*policies), LAYOUT, profiles)


def test_made_up_policies_have_one_verdict_in_all_readings(rows: Rows) -> None:
    layout, profiles = sample_profiles(11, 60)
    found = agree(rows, sample_policies(11, 60), layout, profiles)
    assert set(found.values()) == set(Truth)
