"""The five disclosures of a fund: due when, missing since when."""

from datetime import date
from typing import Any

import pytest
from funds_building import YEAR, a_disclosure, a_fund, due_rules

from svc_budget.domain.funds.disclosures import (
    DisclosureKind,
    DisclosureState,
    FundAnchor,
    FundDisclosureUnsound,
    Stated,
    happened,
    sound,
    standing,
)
from svc_budget.domain.funds.reading import read_due_rules

RULES, CALL, REVIEW, ALLOCATION, PERFORMANCE = DisclosureKind
TODAY = date(2026, 11, 25)


def anchors(allocated_on: date | None = None, **published: date) -> Any:
    return happened(a_fund(), YEAR, allocated_on, published)


def test_five_are_asked_for_by_the_shipped_rules() -> None:
    assert [one.title for one in due_rules().values()] == [
        "管理办法", "申报通知", "评审结果", "分配结果", "绩效评价报告",
    ]  # fmt: skip


def test_the_earliest_of_what_has_happened_is_counted_from() -> None:
    rules = due_rules()

    assert rules[CALL].due_on(anchors()) == date(2026, 5, 1)
    assert rules[CALL].due_on(anchors(date(2026, 4, 1))) == date(2026, 4, 1)
    assert rules[REVIEW].due_on(anchors()) is None
    assert rules[REVIEW].due_on(anchors(call=date(2026, 3, 1))) == date(2026, 5, 30)
    assert rules[ALLOCATION].due_on(anchors(date(2026, 4, 1))) == date(2026, 4, 21)
    assert rules[PERFORMANCE].due_on(anchors()) == date(2027, 6, 30)
    assert rules[RULES].due_on(happened(a_fund(), None, None, {})) == date(2020, 1, 21)


def test_what_is_not_there_after_its_last_day_is_missing_since_the_day_after() -> None:
    rule = due_rules()[CALL]

    last = standing(rule, YEAR, None, anchors(), date(2026, 5, 1))
    after = standing(rule, YEAR, None, anchors(), date(2026, 5, 3))

    assert last.state is DisclosureState.WAITING
    assert (after.state, after.missing_since) == (DisclosureState.MISSING, date(2026, 5, 2))
    assert after.days_late == 2


def test_what_was_published_late_says_how_many_days() -> None:
    found = a_disclosure(published_on=date(2026, 5, 11))

    shown = standing(due_rules()[CALL], YEAR, found, anchors(), TODAY)

    assert (shown.state, shown.days_late) == (DisclosureState.PUBLISHED, 10)


@pytest.mark.parametrize("stated", [Stated.CLASSIFIED, Stated.NONE])
def test_what_is_classified_or_does_not_exist_is_neither_missing_nor_late(stated: Stated) -> None:
    found = a_disclosure(stated=stated, basis="《保守国家秘密法》第十三条", published_on=None)

    shown = standing(due_rules()[CALL], YEAR, found, anchors(), TODAY)

    assert (shown.state.value, shown.days_late) == (stated.value, 0)


@pytest.mark.parametrize(
    ("kind", "changes", "code"),
    [
        ("call", {"reference": " "}, "missing"),
        ("call", {"published_on": date(2026, 12, 1)}, "missing_or_future"),
        ("call", {"year": 2019}, "year_outside"),
        ("call", {"year": None}, "year_outside"),
        ("rules", {}, "not_yearly"),
        ("call", {"stated": Stated.NONE, "reference": "", "published_on": None}, "missing"),
        ("call", {"stated": Stated.CLASSIFIED, "basis": "保密法"}, "not_published"),
    ],
)
def test_what_is_wrong_is_refused_by_its_place(
    kind: str, changes: dict[str, Any], code: str
) -> None:
    one = a_disclosure(kind, **({"year": YEAR} | changes))

    with pytest.raises(FundDisclosureUnsound) as refused:
        sound(one, due_rules()[one.kind], a_fund(), TODAY)

    assert [error.code for error in refused.value.errors] == [code]


@pytest.mark.parametrize(
    ("kept", "what"),
    [
        ([], "no due rule for rules"),
        ([{"kind": "rules", "title": "x", "yearly": False, "within": {"year": 1}}], "nothing"),
        ([{"kind": "rules", "title": "x", "yearly": False, "within": {"moon": 1}}], "moon"),
    ],
)
def test_a_file_of_due_rules_that_is_not_in_order_is_named(kept: Any, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        read_due_rules(kept)


def test_an_anchor_that_has_not_happened_counts_nothing() -> None:
    assert FundAnchor.ALLOCATED not in anchors()
