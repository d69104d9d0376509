"""What svc-documents tells of how documents hang together."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from shared.events.event import Event

RelationKind = Literal[
    "amends", "repeals", "replaces", "renews", "implements", "interprets", "cites"
]


class RelationDeclared(Event):
    """The issuing organ says what a document is to another; force follows from the day on."""

    subject: ClassVar[str] = "documents.document.relation_declared.v1"

    document_id: UUID
    relation_id: UUID
    kind: RelationKind
    target_id: UUID
    articles: tuple[str, ...] = ()
    takes_effect_on: date | None = None  # None: with its document's entry into force


class RelationRetracted(Event):
    """What was said of two documents was wrong; it is kept with the reason, and acts no more."""

    subject: ClassVar[str] = "documents.document.relation_retracted.v1"

    document_id: UUID
    relation_id: UUID
    kind: RelationKind
    target_id: UUID | None
    reason: str
