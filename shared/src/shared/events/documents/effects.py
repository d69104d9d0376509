"""What svc-documents tells of coming ends, evaluations, suspensions and clean-ups."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from shared.events.event import Event


class DocumentExpiring(Event):
    """A validity ends in so many days or fewer; told once for each document and light."""

    subject: ClassVar[str] = "documents.document.expiring.v1"

    document_id: UUID
    title: str
    document_no: str = ""
    days: int
    last_day: date


class DocumentEvaluated(Event):
    """The drafting organ evaluated a document before its end, and proposes what becomes of it."""

    subject: ClassVar[str] = "documents.document.evaluated.v1"

    document_id: UUID
    evaluation_id: UUID
    outcome: Literal["continue", "revise", "repeal", "lapse"]


class DocumentSuspended(Event):
    """Articles of a document, or all of it, are not carried out from a day on."""

    subject: ClassVar[str] = "documents.document.suspended.v1"

    document_id: UUID
    articles: tuple[str, ...]
    first: date
    until: date | None
    reason: str


class DocumentSuspensionLifted(Event):
    """What was suspended is carried out again from a day on."""

    subject: ClassVar[str] = "documents.document.suspension_lifted.v1"

    document_id: UUID
    number: int
    article: str
    day: date
    reason: str


class CleanUpCarriedOut(Event):
    """A clean-up decided about every document of its scope; how many have which verdict."""

    subject: ClassVar[str] = "documents.clean_up.carried_out.v1"

    clean_up_id: UUID
    title: str
    decided_on: date
    counts: dict[str, int]
