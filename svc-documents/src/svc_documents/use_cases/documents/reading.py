"""Read documents."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared.database import UnitOfWork
from shared.refusals import NotFound
from svc_documents.domain.documents.documents import Document
from svc_documents.storage.documents import documents


@dataclass(eq=False)
class DocumentNotFound(NotFound):
    """没有找到这份文件。"""

    advice: ClassVar[str] = "请在文件库（/api/v1/documents）中按标题或文号查找。"


async def public_document(work: UnitOfWork, document_id: UUID) -> Document:
    """A document everybody may see; refused with DocumentNotFound."""
    document = await documents.with_id(work, document_id)
    if document is None or not document.is_public:
        raise DocumentNotFound
    return document
