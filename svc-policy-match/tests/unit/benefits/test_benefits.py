"""What a policy gives, for what is known."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policy_files import own_registry

from svc_policy_match.domain.answers.answers import NONE, Answer, OneOf, Range, exactly
from svc_policy_match.domain.benefits.formulas import worth
from svc_policy_match.domain.benefits.reading import BenefitUnsound, read_benefit
from svc_policy_match.domain.benefits.spans import Money

WAN = 1_000_000
RESEARCH = {"attr": "research_spending", "period": -1}
KEY = "research_spending@-1"
RATE = {"kind": "rate", "rate": "10", "of": RESEARCH, "cap": {"amount": "50", "unit": "万元"}}
IS_LARGE = {"attr": "size", "op": "in", "value": ["large"]}
PREMIUM = {"attr": "unemployment_paid", "period": -1}
STABLE = {
    "kind": "tiered",
    "tiers": [{"when": IS_LARGE, "benefit": {"kind": "rate", "rate": "30", "of": PREMIUM}}],
    "otherwise": {"kind": "rate", "rate": "60", "of": PREMIUM},
}


def gives(written: Any, answers: dict[str, Answer]) -> Money:
    """What it comes to."""
    return worth(read_benefit(written, own_registry()), answers)


def test_a_fixed_sum_needs_no_figures() -> None:
    assert gives({"kind": "fixed", "amount": "20", "unit": "万元"}, {}) == Money(20 * WAN, 20 * WAN)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (exactly(100 * WAN), Money(10 * WAN, 10 * WAN)),
        (exactly(500 * WAN), Money(50 * WAN, 50 * WAN)),
        (exactly(500 * WAN + 10), Money(50 * WAN, 50 * WAN)),
        (Range(100 * WAN, 900 * WAN), Money(10 * WAN, 50 * WAN)),
        (Range(lo=600 * WAN), Money(50 * WAN, 50 * WAN)),
        (Range(hi=100 * WAN), Money(0, 10 * WAN)),
        (NONE, Money(0, 0)),
    ],
)
def test_a_rate_with_a_cap(known: Answer, expected: Money) -> None:
    assert gives(RATE, {KEY: known}) == expected
    assert gives(RATE, {}) == Money(0, 50 * WAN)


def test_without_a_cap_what_is_not_known_has_no_end() -> None:
    assert gives({"kind": "rate", "rate": "10", "of": RESEARCH}, {}) == Money(0, None)


def test_halves_of_a_fen_go_upwards() -> None:
    assert gives({"kind": "rate", "rate": "50", "of": RESEARCH}, {KEY: exactly(101)}).lo == 51


def test_of_tiers_all_that_may_hold_are_in_the_span() -> None:
    paid: dict[str, Answer] = {"unemployment_paid@-1": exactly(1000)}
    assert gives(STABLE, paid) == Money(300, 600)
    assert gives(STABLE, paid | {"size": OneOf(frozenset({"small", "micro"}))}) == Money(600, 600)
    assert gives(STABLE, paid | {"size": OneOf(frozenset({"large"}))}) == Money(300, 300)


def tier(lo: int, hi: int | None, rate: str) -> dict[str, Any]:
    """Of research spending from `lo` up to below `hi`, in 10,000 yuan."""
    leaves = [{"attr": "research_spending", "period": -1, "op": ">=", "value": lo, "unit": "万元"}]
    if hi is not None:
        leaves.append({**leaves[0], "op": "<", "value": hi})
    return {"when": {"all": leaves}, "benefit": {"kind": "rate", "rate": rate, "of": RESEARCH}}


def test_each_tier_is_reckoned_on_what_lies_within_it() -> None:
    tiers = {"kind": "tiered", "tiers": [tier(100, 200, "10"), tier(200, None, "20")]}
    assert gives(tiers, {KEY: Range(150 * WAN, 300 * WAN)}) == Money(15 * WAN, 60 * WAN)
    assert gives(tiers, {KEY: Range(250 * WAN, 300 * WAN)}) == Money(50 * WAN, 60 * WAN)
    assert gives(tiers, {KEY: Range(50 * WAN, 150 * WAN)}) == Money(0, 15 * WAN)


def test_so_much_for_each() -> None:
    each = {"times": [{"attr": "new_graduates"}, {"amount": "1000", "unit": "元"}]}
    written = {"kind": "formula", "formula": each, "cap": {"amount": "1", "unit": "万元"}}
    assert gives(written, {"new_graduates": Range(3, 20)}) == Money(300_000, 1_000_000)


def test_a_loss_is_never_a_benefit_below_nothing() -> None:
    saved = {"kind": "rate", "rate": "20", "of": {"attr": "taxable_income", "period": -1}}
    assert gives(saved, {"taxable_income@-1": exactly(-5 * WAN)}) == Money(0, 0)
    assert gives(saved, {"taxable_income@-1": exactly(300 * WAN)}) == Money(60 * WAN, 60 * WAN)


spans = st.tuples(st.integers(0, 10**10), st.integers(0, 10**10)).map(sorted)


@given(spans, st.integers(1, 90), st.integers(0, 10**9), st.fractions(0, 1))
def test_every_figure_within_a_span_gives_money_within_the_told(
    ends: list[int], rate: int, cap: int, part: Fraction
) -> None:
    written = {**RATE, "rate": str(rate), "cap": {"amount": str(cap), "unit": "分"}}
    lo, hi = ends
    told = gives(written, {KEY: Range(lo, hi)})
    one = gives(written, {KEY: exactly(lo + int((hi - lo) * part))})
    assert told.lo <= one.lo <= told.top
    assert {told.lo, told.hi} == {gives(written, {KEY: exactly(end)}).lo for end in ends}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"kind": "gift"}, {"#/benefit": "no_benefit"}),
        ({"kind": "fixed", "amount": "20", "unit": "美元"}, {"#/benefit": "wrong_unit"}),
        ({"kind": "fixed", "amount": "-1", "unit": "元"}, {"#/benefit/amount": "no_number"}),
        ({**RATE, "of": {"attr": "staff"}}, {"#/benefit/of": "no_money"}),
        ({**RATE, "of": {"attr": "size"}}, {"#/benefit/of/attr": "no_number"}),
        ({**RATE, "of": {"attr": "profit"}}, {"#/benefit/of/attr": "unknown_attribute"}),
        ({**RATE, "of": {"sum": [RESEARCH, {"attr": "staff"}]}},
         {"#/benefit/of/sum": "mixed_units"}),
        ({**RATE, "of": {"times": [RESEARCH]}}, {"#/benefit/of/times": "no_pair"}),
        ({"kind": "tiered", "tiers": []}, {"#/benefit/tiers": "empty"}),
        ({"kind": "tiered", "tiers": [{"when": {"attr": "x"}, "benefit": RATE}]},
         {"#/benefit/tiers/0/when/attr": "unknown_attribute"}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_benefit_is_named(written: Any, expected: dict[str, str]) -> None:
    with pytest.raises(BenefitUnsound) as refused:
        read_benefit(written, own_registry())
    assert {one.pointer: one.code for one in refused.value.errors} == expected
