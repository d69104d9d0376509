"""What svc-documents tells of a document before and after its publication.

A draft is nobody's business yet: its title and text are not told.
"""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from shared.events.event import Event

StepKind = Literal[
    "appraisal", "public_comment", "fair_competition_review", "legality_review",
    "collective_discussion",
]  # fmt: skip


class DocumentEvent(Event):
    """A fact about one document on its way; its organ and region say whose it is."""

    document_id: UUID
    organ_id: UUID | None
    region_code: str


class DocumentDrafted(DocumentEvent):
    """An organ began a normative document."""

    subject: ClassVar[str] = "documents.document.drafted.v1"


class DocumentSubmittedForReview(DocumentEvent):
    """A draft was handed in for legal review."""

    subject: ClassVar[str] = "documents.document.submitted_for_review.v1"


class DocumentStepRecorded(DocumentEvent):
    """A step of the procedure was held, with or without success."""

    subject: ClassVar[str] = "documents.document.step_recorded.v1"

    step: StepKind
    passed: bool
    done_on: date
    number: int


class DocumentReviewed(DocumentEvent):
    """All steps a document needs are done."""

    subject: ClassVar[str] = "documents.document.reviewed.v1"


class DocumentRejected(DocumentEvent):
    """A document did not pass review or was not registered, and ends there."""

    subject: ClassVar[str] = "documents.document.rejected.v1"

    reason: str


class DocumentRegistered(DocumentEvent):
    """A document was given its unified registration number (统一登记号) for good."""

    subject: ClassVar[str] = "documents.document.registered.v1"

    registration_no: str
    registered_on: date


class DocumentNumbered(DocumentEvent):
    """A document was given its document number (发文字号)."""

    subject: ClassVar[str] = "documents.document.numbered.v1"

    document_no: str


class DocumentWithdrawn(DocumentEvent):
    """An organ took a document back before its publication; its numbers stay used."""

    subject: ClassVar[str] = "documents.document.withdrawn.v1"

    reason: str


class DocumentRevised(DocumentEvent):
    """A draft was changed; a new revision means that its wording is another."""

    subject: ClassVar[str] = "documents.document.revised.v1"

    revision: int


class DocumentCorrected(DocumentEvent):
    """An error in a published document was corrected, in its header, its text, or both (勘误)."""

    subject: ClassVar[str] = "documents.document.corrected.v1"

    reason: str
    members: tuple[str, ...] = ()
    text_number: int | None = None
