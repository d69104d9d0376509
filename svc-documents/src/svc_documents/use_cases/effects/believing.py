"""What was believed of a document's force at a moment, and who ends it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.database import UnitOfWork
from svc_documents.domain.documents.documents import Document
from svc_documents.storage.documents import documents
from svc_documents.storage.effects import forces


@dataclass(frozen=True, slots=True)
class DocumentName:
    """A document by name."""

    document_id: UUID
    document_no: str
    title: str


async def believe_as_at(work: UnitOfWork, document: Document, known: datetime) -> None:
    """Give a document that was read the force it was believed to have at a moment."""
    former = await forces.believed(work, document.document_id, known)
    document.force = former or document.force


async def name_of_ender(work: UnitOfWork, document: Document) -> DocumentName | None:
    """The public document that ends it, if one does."""
    ended_by = document.force.ended_by
    ender = await documents.with_id(work, ended_by) if ended_by else None
    if ender is None or not ender.is_public:
        return None
    return DocumentName(ender.document_id, ender.document_no, ender.title)
