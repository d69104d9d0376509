"""One version of a book: what may be done with it next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from svc_budget.domain.submissions.states import (
    OPEN,
    PUBLIC,
    CorrectionReasonNeeded,
    NothingChanged,
    State,
    Step,
    SubmissionHasErrors,
    WarningReasonsMissing,
    refuse_unless,
)
from svc_budget.domain.templates.templates import Book


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The workbook as it was uploaded."""

    key: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass
class Submission:
    """A version; `errors` and `warnings` count the issues its rules found."""

    submission_id: UUID
    unit_code: str
    region_code: str
    in_totals: bool
    year: int
    book: Book
    version: int
    state: State
    step: Step
    file: SourceFile
    uploaded_by: str
    uploaded_at: datetime
    revision: int = 1
    fault: dict[str, Any] | None = None
    missing_tables: tuple[str, ...] = ()
    outcomes: dict[str, int] | None = None
    errors: int = 0
    warnings: int = 0
    checked_at: datetime | None = None
    approved_by: str = ""
    approved_at: datetime | None = None
    published_by: str = ""
    published_at: datetime | None = None
    published_as: int | None = None
    withdrawn_as: int | None = None
    withdrawn_at: datetime | None = None
    correction_reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is not published yet."""
        return self.state in OPEN

    @property
    def is_public(self) -> bool:
        """Whether it is or was published."""
        return self.state in PUBLIC

    def upload(self, file: SourceFile, by: str, now: datetime) -> None:
        """Begin anew with another file. Refused with SubmissionStepNotAllowed."""
        refuse_unless(self.state, OPEN, "请上传新的一版。")
        self.file, self.uploaded_by, self.uploaded_at = file, by, now
        self.state, self.step, self.fault = State.DRAFT, Step.RECEIVED, None
        self.checked_at = self.approved_at = None
        self.approved_by, self.missing_tables, self.outcomes = "", (), None
        self.errors = self.warnings = 0

    def finish_checking(
        self, outcomes: dict[str, int], errors: int, warnings: int, now: datetime
    ) -> None:
        """All rules gave their outcome."""
        refuse_unless(self.state, frozenset({State.DRAFT}), "请等待校验完成。")
        self.state, self.step, self.checked_at = State.CHECKED, Step.DONE, now
        self.outcomes, self.errors, self.warnings = outcomes, errors, warnings

    def refuse_reason(self) -> None:
        """Reasons are given between checking and approval.

        Refused with SubmissionStepNotAllowed.
        """
        refuse_unless(self.state, frozenset({State.CHECKED}), "只能在校验之后、批复之前填写原因。")

    def approve(
        self, unreasoned: Sequence[int], published: "Submission | None", by: str, now: datetime
    ) -> None:
        """The finance department agrees.

        Refused with SubmissionStepNotAllowed, SubmissionHasErrors, WarningReasonsMissing or
        NothingChanged.
        """
        refuse_unless(self.state, frozenset({State.CHECKED}), "校验完成后才能批复。")
        if self.errors:
            raise SubmissionHasErrors(self.errors)
        if unreasoned:
            raise WarningReasonsMissing(list(unreasoned))
        if published is not None and published.file.sha256 == self.file.sha256:
            raise NothingChanged
        self.state, self.approved_by, self.approved_at = State.APPROVED, by, now

    def refuse_silent_changes(self, changed: Sequence[str]) -> None:
        """What is published changes only with a reason: `changed` names the figures that would.

        Refused with CorrectionReasonNeeded.
        """
        if changed and not self.correction_reason:
            raise CorrectionReasonNeeded(len(changed), changed[0])

    def publish(self, number: int, by: str, now: datetime) -> None:
        """Become visible from a publication number on. Refused with SubmissionStepNotAllowed."""
        self.refuse_unapproved()
        self.state, self.published_as = State.PUBLISHED, number
        self.published_by, self.published_at = by, now

    def refuse_unapproved(self) -> None:
        """Refused with SubmissionStepNotAllowed."""
        refuse_unless(self.state, frozenset({State.APPROVED}), "批复之后才能公开，且只公开一次。")

    def give_way_to(self, successor: "Submission") -> None:
        """A newer version was published in its place."""
        self.state = State.CORRECTED if successor.correction_reason else State.SUPERSEDED
        self.withdrawn_as, self.withdrawn_at = successor.published_as, successor.published_at
