"""What svc-documents tells: published documents, their effect, and what a citation means.

Laws and normative documents are public; so are their titles and numbers.
"""

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
    effect: Effect
    since: date | None = None


class EffectChanged(Event):
    """The effect of a document is another from a day on, perhaps because something replaced it."""

    subject: ClassVar[str] = "documents.document.effect_changed.v1"

    document_id: UUID
    effect_before: Effect
    effect: Effect
    since: date
    reason: str = ""
    replaced_by: str = ""


class BasisResolved(Event):
    """What a citation means: one document with its effect, several candidates, or nothing known."""

    subject: ClassVar[str] = "documents.basis.resolved.v1"

    citer: str
    reference: str
    document_id: UUID | None = None
    candidates: tuple[UUID, ...] = ()
    title: str = ""
    effect: Effect | None = None
    since: date | None = None
    replaced_by: str = ""
