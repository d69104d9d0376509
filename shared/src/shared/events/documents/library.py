"""What svc-documents tells of the library: what is published, and its effect day by day."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from shared.events.event import Event

Effect = Literal["not_yet", "valid", "amended", "suspended", "lapsed", "repealed", "replaced"]


class DocumentPublished(Event):
    """A document stands in the library, with the effect it has from now on."""

    subject: ClassVar[str] = "documents.document.published.v1"

    document_id: UUID
    title: str
    document_no: str = ""
    registration_no: str = ""
    effect: Effect | None  # None: no date is known, so nothing is said of it
    since: date | None = None


class EffectChanged(Event):
    """The effect of a document is another from a day on, perhaps because something replaced it."""

    subject: ClassVar[str] = "documents.document.effect_changed.v1"

    document_id: UUID
    effect_before: Effect | None
    effect: Effect
    since: date
    reason: str = ""
    replaced_by: str = ""
