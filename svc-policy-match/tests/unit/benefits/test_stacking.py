"""The best combination is the best of all, counted one by one."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svc_policy_match.domain.benefits.spans import Money
from svc_policy_match.domain.benefits.stacking import (
    CapsCross,
    SharedCap,
    Stacking,
    best_combination,
)

NAMES = "abcdefgh"
money = st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(0, 9))).map(
    lambda drawn: Money(drawn[0], None if drawn[1] is None else drawn[0] + drawn[1])
)
groups = st.frozensets(st.sampled_from(NAMES), min_size=2, max_size=4)
NESTED = ("ab", "abcd", "ef", "abcdefgh")
caps = st.lists(
    st.builds(lambda one, most: SharedCap(frozenset(one), most), st.sampled_from(NESTED),
              st.integers(0, 20)), max_size=3, unique_by=lambda one: one.policies
)  # fmt: skip


def allowed(chosen: tuple[str, ...], stacking: Stacking) -> bool:
    """Whether at most one of every group is there."""
    return all(len(one & set(chosen)) <= 1 for one in stacking.exclusive)


@given(
    st.dictionaries(st.sampled_from(NAMES), money), st.lists(groups, max_size=4).map(tuple), caps
)
def test_the_best_combination_is_the_best_of_all(
    values: dict[str, Money], exclusive: tuple[frozenset[str], ...], shared: list[SharedCap]
) -> None:
    stacking = Stacking(exclusive, tuple(shared))
    sets = chain.from_iterable(combinations(values, n) for n in range(len(values) + 1))
    totals = [stacking.total(one, values) for one in sets if allowed(one, stacking)]
    found = best_combination(values, stacking)
    assert allowed(found.chosen, stacking)
    assert (found.value.lo, found.value.top) == max((one.lo, one.top) for one in totals)
    assert set(found.instead) == set(values) - set(found.chosen)


def test_what_is_left_out_names_what_stands_instead() -> None:
    values = {"a": Money(5, 5), "b": Money(3, 9), "c": Money(1, 1)}
    found = best_combination(values, Stacking((frozenset("ab"),)))
    assert found.chosen == ("a", "c")
    assert found.value == Money(6, 6)
    assert found.instead == {"b": ("a",)}


def test_a_shared_cap_is_told_where_it_binds() -> None:
    values = {"a": Money(5, 5), "b": Money(3, 9)}
    cap = SharedCap(frozenset("ab"), 6)
    assert best_combination(values, Stacking(caps=(cap,))).value == Money(6, 6)
    assert best_combination(values, Stacking(caps=(cap,))).capped == (cap,)


def test_caps_across_one_another_are_refused() -> None:
    with pytest.raises(CapsCross):
        Stacking(caps=(SharedCap(frozenset("ab"), 1), SharedCap(frozenset("bc"), 1)))


def test_forty_policies_of_which_one_may_be_had_are_decided_at_once() -> None:
    names = [f"p{number}" for number in range(40)]
    values = {one: Money(number, number) for number, one in enumerate(names)}
    found = best_combination(values, Stacking((frozenset(names),)))
    assert found.chosen == ("p39",)
