"""What is marked in the uploader's own workbook."""

from dataclasses import asdict, replace
from typing import Any

from submissions_building import a_cell, an_issue

from svc_budget.domain.reconciliation.issues import Issue
from svc_budget.domain.submissions.marks import LONGEST, marks_of


def as_kept(issue: Issue) -> dict[str, Any]:
    """An issue as its row has it."""
    kept = asdict(issue)
    sides = {name: kept.pop(name) for name in ("left", "right", "sign", "suspect")}
    return kept | {"sides": sides}


def test_both_sides_are_marked_with_both_amounts_and_the_difference() -> None:
    left, right = marks_of([as_kept(an_issue())])

    assert [(one.address, one.severity) for one in (left, right)] == [
        ("C6", "warning"), ("D6", "warning"),
    ]  # fmt: skip
    assert left.text == right.text
    for said in ("左边 表五!C6", "1.00 元", "右边 表五!D6", "0.90 元", "相差 0.10 元"):
        assert said in left.text


def test_a_cell_of_an_error_and_a_warning_is_red_and_says_both() -> None:
    error = an_issue("error", "F21", right=(a_cell(90, "E6"),))
    marks = {one.address: one for one in marks_of([as_kept(an_issue()), as_kept(error)])}

    assert (marks["C6"].severity, marks["D6"].severity) == ("error", "warning")
    assert "提示 F23" in marks["C6"].text
    assert "错误 F21" in marks["C6"].text


def test_cells_of_other_books_are_not_marked_but_said() -> None:
    issue = an_issue(right=(a_cell(90, "D6", book="上年决算"),))
    (mark,) = marks_of([as_kept(issue)])

    assert "右边 上年决算 表五!D6" in mark.text


def test_a_comment_is_not_longer_than_can_be_read() -> None:
    many = [as_kept(replace(an_issue(), message="长" * 900)) for _ in range(5)]

    assert {len(one.text) for one in marks_of(many)} == {LONGEST}
