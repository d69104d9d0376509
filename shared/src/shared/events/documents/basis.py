"""What svc-documents answers to citations."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.events.documents.library import Effect
from shared.events.event import Event


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
