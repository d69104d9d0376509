"""The life of a version: what may follow what, and why not."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from svc_budget.domain.submissions.states import (
    CorrectionReasonNeeded,
    NothingChanged,
    State,
    Step,
    SubmissionHasErrors,
    SubmissionStepNotAllowed,
    WarningReasonsMissing,
)
from svc_budget.domain.submissions.submissions import SourceFile, Submission
from svc_budget.domain.templates.templates import Book

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
FILE = SourceFile("key", "决算.xlsx", "application/x", 10, "a" * 64)


def a_version(state: State = State.CHECKED, number: int = 1, sha256: str = "a" * 64) -> Submission:
    return Submission(
        UUID(int=number), "jyj", "431202", in_totals=True, year=2025, book=Book.FINAL,
        version=number, state=state, step=Step.DONE, file=replace(FILE, sha256=sha256),
        uploaded_by="HC-JYJ-001", uploaded_at=NOW,
    )  # fmt: skip


def test_a_version_goes_its_way_to_publication_and_gives_way() -> None:
    first, second = a_version(State.DRAFT), a_version(State.APPROVED, 2)
    first.finish_checking({"pass": 30}, 0, 0, NOW)
    first.approve([], None, "HC-CZJ-001", NOW)
    first.publish(7, "HC-JYJ-001", NOW)
    assert (first.state, first.published_as) == (State.PUBLISHED, 7)

    second.publish(8, "HC-JYJ-001", NOW)
    first.give_way_to(second)
    assert (first.state, first.withdrawn_as) == (State.SUPERSEDED, 8)


def test_whoever_gives_way_to_a_version_with_a_reason_is_corrected() -> None:
    first, second = a_version(State.PUBLISHED), a_version(State.APPROVED, 2)
    second.correction_reason = "漏列一笔支出"
    second.publish(8, "HC-JYJ-001", NOW)
    first.give_way_to(second)

    assert first.state is State.CORRECTED


@pytest.mark.parametrize("state", [State.DRAFT, State.APPROVED, State.PUBLISHED, State.CORRECTED])
def test_only_a_checked_version_is_approved(state: State) -> None:
    with pytest.raises(SubmissionStepNotAllowed) as refused:
        a_version(state).approve([], None, "HC-CZJ-001", NOW)
    assert "校验完成后" in refused.value.detail()


@pytest.mark.parametrize("state", [State.DRAFT, State.CHECKED, State.PUBLISHED, State.SUPERSEDED])
def test_only_an_approved_version_is_published(state: State) -> None:
    with pytest.raises(SubmissionStepNotAllowed):
        a_version(state).publish(1, "HC-JYJ-001", NOW)


def test_errors_block_and_warnings_want_their_reasons() -> None:
    version = a_version()
    version.errors = 2
    with pytest.raises(SubmissionHasErrors) as errors:
        version.approve([], None, "HC-CZJ-001", NOW)
    assert errors.value.errors_left == 2

    version.errors = 0
    with pytest.raises(WarningReasonsMissing) as missing:
        version.approve([3, 5], None, "HC-CZJ-001", NOW)
    assert missing.value.issues == [3, 5]


def test_the_published_file_is_not_published_again() -> None:
    with pytest.raises(NothingChanged):
        a_version(number=2).approve([], a_version(State.PUBLISHED), "HC-CZJ-001", NOW)


def test_published_figures_change_only_with_a_reason() -> None:
    version = a_version(number=2, sha256="b" * 64)
    with pytest.raises(CorrectionReasonNeeded) as refused:
        version.refuse_silent_changes(["T5 学前教育 合计", "T5 小学教育 合计"])
    assert (refused.value.changed, "学前教育" in refused.value.detail()) == (2, True)

    version.correction_reason = "漏列一笔支出"
    version.refuse_silent_changes(["T5 学前教育 合计"])


@pytest.mark.parametrize("state", [State.CHECKED, State.APPROVED, State.DRAFT])
def test_another_file_makes_an_open_version_a_draft_again(state: State) -> None:
    version = a_version(state)
    version.errors, version.approved_by = 4, "HC-CZJ-001"
    version.upload(FILE, "HC-JYJ-002", NOW)

    assert (version.state, version.step, version.errors) == (State.DRAFT, Step.RECEIVED, 0)
    assert (version.approved_by, version.uploaded_by) == ("", "HC-JYJ-002")
