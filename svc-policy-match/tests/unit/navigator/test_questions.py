"""The navigator: what it asks, why, and that it never asks what no longer matters."""

from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from policies_building import REGISTRY, SIZES, TESTS

from svc_policy_match.domain.answers.answers import Answer, OneOf, Range, Within, exactly
from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.conditions.parsing import parse
from svc_policy_match.domain.conditions.tests import Has, In, Is, Under, Window
from svc_policy_match.domain.conditions.trees import (
    All,
    AnyOf,
    Condition,
    Leaf,
    Not,
    evaluate,
    keys,
)
from svc_policy_match.domain.conditions.truth import UNKNOWN
from svc_policy_match.domain.matching.index import Index
from svc_policy_match.domain.navigator.board import Board
from svc_policy_match.domain.navigator.priors import Prior
from svc_policy_match.domain.navigator.questions import Question, next_question
from svc_policy_match.domain.navigator.standing import Standing

Policies = Mapping[str, Condition]
STAFF = Leaf("s", "staff", Window(lo=300))
LISTED = Leaf("l", "listed", Is())
SPECIAL = Leaf("h", "honours", Has("special"))
HERE = Leaf("r", "region", Under(frozenset({"431202"})))
EXACT: Mapping[str, list[Answer]] = {
    "region": [Within(one) for one in ("431202", "431221", "11")],
    "size": [OneOf(frozenset({one})) for one in (*SIZES, "another")],
    "staff": [exactly(one) for one in range(-2, 8)],
    "listed": [True, False],
}


def board(policies: Policies, worth: Mapping[str, int] | None = None, **more: Prior) -> Board:
    """Policies that pay so much in fen, one unless it is said."""
    index = Index(policies.items())
    values = [(worth or {}).get(one, 1) for one in index.ids]
    return Board(index, REGISTRY, values, priors=more)


def asked(on: Board, said: dict[str, Answer] | None = None, *declined: str) -> Question | None:
    """The next question."""
    return next_question(Standing(on, said or {}), frozenset(declined))


def test_what_most_money_hangs_on_is_asked_before_what_most_policies_name() -> None:
    policies: Policies = {
        "rich": All((HERE, LISTED)),
        "a": All((HERE, SPECIAL)),
        "b": All((HERE, SPECIAL)),
    }
    known: dict[str, Answer] = {"region": Within("431202")}
    question = asked(board(policies, {"rich": 1_000_000, "a": 10, "b": 10}), known)
    assert question is not None
    assert (question.key, question.policies, question.value) == ("listed", 1, 1_000_000)


def test_nothing_is_asked_of_policies_that_are_settled() -> None:
    policies: Policies = {"here": All((HERE, STAFF)), "or": AnyOf((HERE, LISTED))}
    assert asked(board(policies), {"region": Within("431221"), "listed": False}) is None
    question = asked(board(policies), {"region": Within("431202")})
    assert question is not None
    assert question.key == "staff"


def test_ranges_are_cut_where_policies_cut_and_refined_only_inside_the_answer() -> None:
    policies = {str(n): Leaf("", "staff", Window(lo=n)) for n in (10, 100, 300)}
    question = asked(board(policies))
    assert question is not None
    spans = [one.answer for one in question.choices]
    assert spans == [Range(None, 9), Range(10, 99), Range(100, 299), Range(300, None)]
    assert asked(board(policies), {"staff": Range(100, 299)}) is None
    finer = asked(board(policies), {"staff": Range(50, 500)})
    assert finer is not None
    assert [one.answer for one in finer.choices] == [
        Range(50, 99), Range(100, 299), Range(300, 500)
    ]  # fmt: skip


def test_what_somebody_does_not_know_is_not_asked_again() -> None:
    policies = {"p": All((STAFF, LISTED))}
    first = asked(board(policies))
    assert first is not None
    second = asked(board(policies), None, first.key)
    assert second is not None
    assert {first.key, second.key} == {"staff", "listed"}
    assert asked(board(policies), None, "staff", "listed") is None


def test_a_rare_honour_is_asked_after_what_is_common() -> None:
    policies = {"p": SPECIAL, "q": LISTED}
    rare = Prior({"special": 0.001})
    even = Prior({"yes": 0.5})
    question = asked(board(policies, None, honours=rare, listed=even))
    assert question is not None
    assert question.key == "listed"


def test_what_is_derived_is_asked_by_what_it_is_reckoned_from() -> None:
    size = REGISTRY["size"]
    derived = Registry({
        **REGISTRY,
        "size": type(size)(size.code, size.title, size.kind, codes=size.codes, inputs=("staff",)),
    })  # fmt: skip

    def derive(answers: Mapping[str, Answer]) -> Mapping[str, Answer]:
        staff = answers.get("staff")
        if not isinstance(staff, Range):
            return {}
        few = {"micro"} if (staff.lo or 0) < 20 else set()
        many = {"small"} if staff.hi is None or staff.hi >= 20 else set()
        return {"size": OneOf(frozenset(few | many))}

    index = Index([("p", Leaf("", "size", In(frozenset({"micro"}))))])
    on = Board(index, derived, [100], derive=derive, cuts={"staff": [20]})
    question = asked(on)
    assert question is not None
    assert question.key == "staff"
    assert [one.answer for one in question.choices] == [Range(None, 19), Range(20, None)]
    assert asked(on, {"staff": exactly(7)}) is None


def test_words_only_somebody_can_confirm_are_not_asked_of_everybody() -> None:
    safe = parse({"declared": "无重大安全事故", "id": "safe"}, REGISTRY, "p")
    assert asked(board({"p": safe})) is None


@st.composite
def read_once(draw: st.DrawFn) -> Condition:
    """A condition that names each key at most once."""
    names = draw(st.lists(st.sampled_from(sorted(EXACT)), min_size=1, unique=True))
    parts: list[Condition] = [Leaf(key, key, draw(TESTS[key])) for key in names]
    while len(parts) > 1:
        pair = (parts.pop(), parts.pop())
        joined: Condition = All(pair) if draw(st.booleans()) else AnyOf(pair)
        parts.append(Not(joined) if draw(st.booleans()) else joined)
    return parts[0]


def completions(said: Mapping[str, Answer], without: str) -> Iterator[dict[str, Answer]]:
    """Every way the rest may turn out to be."""
    open_keys = [key for key in EXACT if key not in said and key != without]
    for values in product(*(EXACT[key] for key in open_keys)):
        yield {**said, **dict(zip(open_keys, values, strict=True))}


def can_turn(policies: Policies, said: Mapping[str, Answer], key: str) -> bool:
    """Whether, however the rest turns out, it may be this key some policy still waits for."""
    others = {one: answer for one, answer in said.items() if one != key}
    partial = {key: said[key]} if key in said else {}
    return any(
        evaluate(policy, {**rest, **partial}) is UNKNOWN
        for policy in policies.values() if key in keys(policy)
        for rest in completions(others, key)
    )  # fmt: skip


exact_answers = st.fixed_dictionaries(
    {}, optional={key: st.sampled_from(each) for key, each in EXACT.items()}
)


@given(st.lists(read_once(), min_size=1, max_size=4), exact_answers)
def test_no_question_is_asked_that_can_change_nothing_and_none_is_left_out_that_can(
    conditions: list[Condition], said: dict[str, Answer]
) -> None:
    policies = {str(number): one for number, one in enumerate(conditions)}
    on = board(policies)
    standing = Standing(on, said)
    turning = {key for key in standing.named_keys() if standing.turned_by(key)}
    assert turning == {key for key in EXACT if can_turn(policies, said, key)}
    question = next_question(standing)
    assert (question.key in turning) if question else not turning
