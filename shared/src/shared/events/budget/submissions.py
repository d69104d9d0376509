"""What svc-budget tells of submissions: that they are there, and what was published of them.

No figure of a version that is not published is told.
"""

from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class _OfSubmission(Event):
    submission_id: UUID
    unit_code: str
    region_code: str
    year: int
    book: str
    version: int


class SubmissionUploaded(_OfSubmission):
    """A workbook was uploaded; what was uploaded for this version before is forgotten."""

    subject: ClassVar[str] = "budget.submission.uploaded.v1"

    sha256: str


class SubmissionProgressed(_OfSubmission):
    """The reading of a workbook that takes longer came to its next step."""

    subject: ClassVar[str] = "budget.submission.progressed.v1"

    step: str


class SubmissionRefused(_OfSubmission):
    """A workbook turned out, after its upload, not to be readable or not the one meant."""

    subject: ClassVar[str] = "budget.submission.refused.v1"

    problem: str


class SubmissionChecked(_OfSubmission):
    """Every rule gave its outcome."""

    subject: ClassVar[str] = "budget.submission.checked.v1"

    errors: int
    warnings: int


class SubmissionReasoned(_OfSubmission):
    """The reason of a warning was given or changed; it is published with the version."""

    subject: ClassVar[str] = "budget.submission.reasoned.v1"

    issue: int


class SubmissionApproved(_OfSubmission):
    """The finance department approved a version; its facts are written."""

    subject: ClassVar[str] = "budget.submission.approved.v1"


class SubmissionPublished(_OfSubmission):
    """A version is public from a publication number on; it may have replaced another."""

    subject: ClassVar[str] = "budget.submission.published.v1"

    published_as: int
    replaces: UUID | None = None


class SubmissionCorrected(_OfSubmission):
    """A published version was replaced because of the reason; it stays readable."""

    subject: ClassVar[str] = "budget.submission.corrected.v1"

    withdrawn_as: int
    replaced_by: UUID
    reason: str


class SubmissionSuperseded(_OfSubmission):
    """A published version was replaced by one that changes none of its figures."""

    subject: ClassVar[str] = "budget.submission.superseded.v1"

    withdrawn_as: int
    replaced_by: UUID


class SubmissionCorrectionOpened(_OfSubmission):
    """A version that corrects the published one was opened, with the reason."""

    subject: ClassVar[str] = "budget.submission.correction_opened.v1"

    reason: str


class SubmissionReverted(_OfSubmission):
    """A version that is not published yet has the content of the published one again."""

    subject: ClassVar[str] = "budget.submission.reverted.v1"

    reverted_to: UUID
