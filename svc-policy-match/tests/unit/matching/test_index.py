"""The bit index says of every policy what its tree says."""

from hypothesis import given
from hypothesis import strategies as st
from policies_building import REGISTRY, conditions, known_answers

from svc_policy_match.domain.answers.answers import NONE, Answer, OneOf, Range, Within, exactly
from svc_policy_match.domain.conditions.parsing import parse
from svc_policy_match.domain.conditions.tests import In, Window
from svc_policy_match.domain.conditions.trees import All, AnyOf, Condition, Leaf, Not, evaluate
from svc_policy_match.domain.conditions.truth import TRUE, UNKNOWN
from svc_policy_match.domain.matching.bits import numbers_in
from svc_policy_match.domain.matching.index import Index, Slots

STAFF = Leaf("s", "staff", Window(lo=3))


def agrees(policies: list[Condition], answers: dict[str, Answer]) -> None:
    """Every verdict of the index is that of the tree."""
    index = Index((str(number), one) for number, one in enumerate(policies))
    found = index.match(answers)
    for number, one in enumerate(index.ids):
        assert found.of(number) is evaluate(policies[int(one)], answers), policies[int(one)]


@given(st.lists(conditions, max_size=6), known_answers)
def test_every_verdict_is_that_of_the_tree(
    policies: list[Condition], answers: dict[str, Answer]
) -> None:
    agrees(policies, answers)


def test_a_code_out_of_two_possible_ones_is_not_read_into_two_conditions() -> None:
    """`small or micro` as two conditions stays unknown, as a single one it is met."""
    small, micro = (Leaf(one, "size", In(frozenset({one}))) for one in ("small", "micro"))
    both = Leaf("b", "size", In(frozenset({"small", "micro"})))
    answers: dict[str, Answer] = {"size": OneOf(frozenset({"small", "micro"}))}
    index = Index([("two", AnyOf((small, micro))), ("one", both)])
    assert index.verdicts(answers) == {"two": UNKNOWN, "one": TRUE}


def test_what_has_none_and_what_is_open_are_read_as_the_tree_reads_them() -> None:
    policies: list[Condition] = [STAFF, Not(STAFF), Leaf("w", "staff", Window(1, 5))]
    for answer in (NONE, Range(), Range(lo=3), Range(hi=2), exactly(3), exactly(2), Range(2, 3)):
        agrees(policies, {"staff": answer})


def test_a_wide_condition_is_read_as_its_tree() -> None:
    pairs = [
        All((Leaf(f"a{n}", "staff", Window(n, n)), Leaf(f"b{n}", "revenue@-1", Window(n, n))))
        for n in range(6)
    ]
    index = Index([("narrow", STAFF), ("wide", AnyOf(tuple(pairs)))])
    assert list(index.trees) == [1]
    assert index.verdicts({"staff": exactly(4)}) == {"narrow": TRUE, "wide": UNKNOWN}
    known: dict[str, Answer] = {"staff": exactly(4), "revenue@-1": exactly(4)}
    assert index.verdicts(known) == {"narrow": TRUE, "wide": TRUE}


def test_what_one_policy_has_confirmed_says_nothing_of_another() -> None:
    safe = {"declared": "无重大安全事故", "id": "safe"}
    policies: dict[str, Condition] = {
        "p": All((parse(safe, REGISTRY, "p"), STAFF)),
        "q": AnyOf((parse(safe, REGISTRY, "q"), STAFF)),
    }
    index = Index(policies.items())
    assert index.verdicts({}) == {"p": UNKNOWN, "q": UNKNOWN}
    assert index.verdicts({"declared:q/safe": True}) == {"p": UNKNOWN, "q": TRUE}
    denied: dict[str, Answer] = {"declared:p/safe": False, "declared:q/safe": False}
    assert index.verdicts(denied) == {"q": UNKNOWN}
    assert index.verdicts(denied | {"staff": Within("")}) == {}


@given(st.lists(st.integers(0, 5), max_size=40), st.integers(0))
def test_slots_fold_as_lists_of_clauses_would(sizes: list[int], clauses: int) -> None:
    sizes.sort(reverse=True)
    slots = Slots(sizes)
    whole = {
        number
        for number, size in enumerate(sizes)
        if all(clauses & slots.place(number, slot) for slot in range(size))
    }
    assert set(numbers_in(slots.fold(clauses))) == whole
