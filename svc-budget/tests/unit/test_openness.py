from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.yaml_files import yaml_in
from svc_budget.domain.openness.items import Check, read_formula
from svc_budget.domain.openness.scores import (
    Evidence,
    ItemResult,
    ItemState,
    Score,
    TableEvidence,
    ranking,
    score,
)
from svc_budget.domain.templates.templates import Book

FORMULA = read_formula(yaml_in(Path(__file__).parents[2] / "law" / "openness.yaml"))
DUE, TODAY = date(2026, 3, 2), date(2026, 11, 25)
WORDS = "机关运行经费 政府采购 绩效 三公 主要原因"


def a_book(book: Book, prefix: str, **known: Any) -> Evidence:
    tables = {f"{prefix}{number}": TableEvidence(digits=7) for number in range(1, 10)}
    return replace(
        Evidence(book, published_on=DUE, due_on=DUE, tables=tables, narrative=WORDS), **known
    )


def both(**budget: Any) -> dict[Book, Evidence]:
    return {
        Book.BUDGET: a_book(Book.BUDGET, "B", **budget),
        Book.FINAL: a_book(Book.FINAL, "T"),
    }


def result(found: Score, key: str) -> ItemResult:
    return next(one for one in found.items if one.item.key == key)


def test_who_publishes_everything_deeply_and_in_time_has_all_points() -> None:
    assert score(FORMULA, both(), {}, TODAY).hundredths == 10_000


def test_every_point_that_is_gone_has_its_reason() -> None:
    late = both(published_on=DUE + timedelta(days=7), failed_errors=2)
    found = score(FORMULA, late, {}, TODAY)
    checks = {one.check: one for one in result(found, "budget-book").checks}

    assert (checks[Check.IN_TIME].percent, checks[Check.IN_TIME].reason) == (60, "晚了 7 天")
    assert checks[Check.SOUND].reason == "有 2 项勾稽关系不成立"
    assert found.out_of - found.points == 12 * (3 * 40 + 2 * 100) // 10


def test_a_table_that_stops_at_the_class_is_not_deep_enough() -> None:
    evidence = both()
    shallow = {**evidence[Book.BUDGET].tables, "B5": TableEvidence(digits=3)}
    evidence[Book.BUDGET] = replace(evidence[Book.BUDGET], tables=shallow)

    found = result(score(FORMULA, evidence, {}, TODAY), "budget-general")

    assert found.points * 2 == found.out_of
    assert found.checks[1].reason == "编码只到 3 位，应到 7 位"


def test_an_empty_table_has_to_say_that_it_is() -> None:
    evidence = both()
    tables = dict(evidence[Book.BUDGET].tables)
    silent = {**tables, "B6": TableEvidence(empty=True)}
    spoken = {**tables, "B6": TableEvidence(empty=True, says_empty=True)}

    def of(tables: dict[str, TableEvidence]) -> ItemResult:
        evidence[Book.BUDGET] = replace(evidence[Book.BUDGET], tables=tables)
        return result(score(FORMULA, evidence, {}, TODAY), "budget-fund")

    assert (of(silent).state, of(silent).points) == (ItemState.OPEN, 0)
    assert (of(spoken).state, of(spoken).points) == (ItemState.NONE_STATED, 200)


def test_what_is_classified_counts_neither_for_nor_against() -> None:
    basis = {"budget-procurement": "《保守国家秘密法》第十三条"}
    found = score(FORMULA, both(narrative="机关运行经费 绩效 三公"), basis, TODAY)

    assert found.hundredths == 10_000
    assert result(found, "budget-procurement").basis == basis["budget-procurement"]


def test_a_book_counts_as_missing_only_after_its_last_day() -> None:
    waiting = {Book.BUDGET: Evidence(Book.BUDGET, due_on=DUE)}

    assert score(FORMULA, waiting, {}, DUE).hundredths is None
    missing = score(FORMULA, waiting, {}, DUE + timedelta(days=1))
    assert missing.hundredths == 0
    assert result(missing, "budget-book").state is ItemState.MISSING
    assert result(missing, "final-book").state is ItemState.NOT_DUE


@given(
    late=st.integers(-30, 400),
    errors=st.integers(0, 5),
    words=st.text("机关运行经费采购", max_size=9),
)
def test_a_score_is_never_below_nothing_nor_above_all(late: int, errors: int, words: str) -> None:
    books = both(published_on=DUE + timedelta(days=late), failed_errors=errors, narrative=words)
    found = score(FORMULA, books, {}, TODAY)

    assert all(0 <= one.points <= one.out_of for one in found.items)
    assert found.hundredths is not None
    assert 0 <= found.hundredths <= 10_000


def test_equal_scores_share_a_place() -> None:
    found = ranking([("a", 9_000), ("b", 9_500), ("c", 9_000), ("d", None), ("e", 100)])

    assert [(one.place, one.subject) for one in found] == [(1, "b"), (2, "a"), (2, "c"), (4, "e")]


def test_an_item_that_is_not_in_order_is_named() -> None:
    item = {"key": "odd", "title": "表", "book": "budget", "points": 1, "checks": {"deep": 1}}
    with pytest.raises(ValueError, match="odd"):
        read_formula({"version": "1", "late_steps": [], "items": [item]})
