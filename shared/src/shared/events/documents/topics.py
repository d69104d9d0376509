"""What svc-documents tells of topics (专题)."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from shared.events.event import Event

TopicKind = Literal["meeting", "policy_interpretation", "livelihood", "emergency"]


class TopicDrafted(Event):
    """A topic was begun; nobody outside sees it yet."""

    subject: ClassVar[str] = "documents.topic.drafted.v1"

    topic_id: UUID
    kind: TopicKind
    title: str


class TopicPublished(Event):
    """A topic is public; a meeting's infographic is due one working day later."""

    subject: ClassVar[str] = "documents.topic.published.v1"

    topic_id: UUID
    kind: TopicKind
    title: str
    document_ids: tuple[UUID, ...] = ()
    infographic_due_on: date | None = None


class TopicPartAdded(Event):
    """A topic has one part more: an item, a document, an infographic, a report, a comment."""

    subject: ClassVar[str] = "documents.topic.part_added.v1"

    topic_id: UUID
    part_id: UUID
    kind: str
    title: str
    document_id: UUID | None = None


class TopicArchived(Event):
    """A topic is over; it stays readable."""

    subject: ClassVar[str] = "documents.topic.archived.v1"

    topic_id: UUID
