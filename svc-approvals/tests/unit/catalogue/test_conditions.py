import pytest
from hypothesis import given
from hypothesis import strategies as st

from svc_approvals.domain.catalogue.condition_reading import DEEPEST, read_condition
from svc_approvals.domain.catalogue.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Verdict,
    condition_dict,
    evaluate,
    fields_of,
)
from svc_approvals.domain.catalogue.problems import Problem

SCALARS = st.one_of(st.booleans(), st.integers(-3, 3), st.sampled_from(["", "a", "ab", "b"]))
LEAVES = st.one_of(
    st.builds(
        Comparison,
        st.sampled_from("xyz"),
        st.sampled_from(["eq", "ne", "gt", "gte", "lt", "lte", "contains"]),
        SCALARS,
    ),
    st.builds(
        Comparison,
        st.sampled_from("xyz"),
        st.sampled_from(["in", "not_in"]),
        st.lists(SCALARS, max_size=3).map(tuple),
    ),
    st.builds(Comparison, st.sampled_from("xyz"), st.just("answered"), st.booleans()),
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=8,
)
ANSWERS = st.dictionaries(
    st.sampled_from("xyz"), st.one_of(SCALARS, st.lists(SCALARS, max_size=2), st.none())
)


def read(raw: object) -> tuple[Condition | None, list[Problem]]:
    problems: list[Problem] = []
    return read_condition(raw, "/when", problems), problems


@pytest.mark.parametrize(
    ("op", "value", "answer", "holds"),
    [
        ("eq", "agent", "agent", True),
        ("eq", 1, True, False),
        ("eq", ["a", "b"], ["b", "a"], True),
        ("ne", "agent", "self", True),
        ("in", ["a", "b"], "b", True),
        ("in", ["a", "b"], ["c", "b"], True),
        ("not_in", ["a", "b"], "c", True),
        ("gt", 10, 10, False),
        ("gte", 10, 10, True),
        ("lt", 10, 9.5, True),
        ("lte", "2026-03-02", "2026-03-01", True),
        ("gt", 10, "11", False),
        ("contains", "a", ["b", "a"], True),
        ("contains", "理", "理发", True),
        ("answered", True, "anything", True),
        ("answered", False, "", True),
    ],
)
def test_each_comparison_says_what_its_name_says(
    op: str, value: object, answer: object, *, holds: bool
) -> None:
    condition, problems = read({"field": "x", "op": op, "value": value})

    assert problems == []
    assert evaluate(condition, {"x": answer}) == Verdict(holds)


def test_what_is_not_answered_does_not_hold_and_is_named() -> None:
    condition = Comparison("applied_by", "eq", "agent")

    assert evaluate(condition, {}) == Verdict(holds=False, needs=frozenset({"applied_by"}))
    assert evaluate(Not(condition), {}) == Verdict(holds=False, needs=frozenset({"applied_by"}))


def test_one_settled_part_can_settle_the_whole() -> None:
    known, open_one = Comparison("x", "eq", 1), Comparison("y", "eq", 1)

    assert evaluate(AnyOf((known, open_one)), {"x": 1}) == Verdict(holds=True)
    assert evaluate(AllOf((known, open_one)), {"x": 2}) == Verdict(holds=False)
    assert evaluate(AllOf((known, open_one)), {"x": 1}).needs == {"y"}


@pytest.mark.parametrize(
    ("raw", "pointer"),
    [
        ("os.system('x')", "/when"),
        ({}, "/when"),
        ({"all": []}, "/when/all"),
        ({"all": [{"field": "x", "op": "eq", "value": 1}], "any": []}, "/when"),
        ({"any": [{"not": {"field": "x", "op": "runs", "value": 1}}]}, "/when/any/0/not/op"),
        ({"field": "", "op": "eq", "value": 1}, "/when/field"),
        ({"field": "x", "op": "eq"}, "/when/value"),
        ({"field": "x", "op": "in", "value": "a"}, "/when/value"),
        ({"field": "x", "op": "eq", "value": [{}]}, "/when/value"),
        ({"field": "x", "op": "answered", "value": "yes"}, "/when/value"),
        ({"field": "x", "op": "eq", "value": 1, "code": "1"}, "/when/code"),
        ({"field": "x", "op": ["eq"], "value": 1}, "/when/op"),
    ],
)
def test_a_bad_condition_is_refused_where_it_is_bad(raw: object, pointer: str) -> None:
    condition, problems = read(raw)

    assert condition is None
    assert [(one.pointer, one.code) for one in problems] == [(pointer, "bad_condition")]


def test_all_faults_of_a_condition_are_told_at_once() -> None:
    _, problems = read({"all": ["x", {"field": 1, "op": "?"}]})

    assert [one.pointer for one in problems] == [
        "/when/all/0",
        "/when/all/1/field",
        "/when/all/1/op",
    ]


def test_a_condition_cannot_be_nested_without_end() -> None:
    raw: dict[str, object] = {"field": "x", "op": "answered"}
    for _ in range(DEEPEST):
        raw = {"not": raw}

    assert read(raw)[0] is None
    assert read(raw["not"])[0] is not None


@given(CONDITIONS)
def test_a_condition_is_read_back_as_it_was_written(condition: Condition) -> None:
    assert read(condition_dict(condition)) == (condition, [])


@given(CONDITIONS, ANSWERS, st.sampled_from("xyz"), SCALARS)
def test_a_settled_condition_is_never_changed_by_another_answer(
    condition: Condition, answers: dict[str, object], name: str, value: object
) -> None:
    before = evaluate(condition, answers)
    absence_matters = "answered" in str(condition)

    assert before.needs <= fields_of(condition)
    if not before.needs and answers.get(name) in (None, "", []) and not absence_matters:
        assert evaluate(condition, {**answers, name: value}) == before
