"""Keep the files behind recorded steps: opinions, minutes, notices."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.ids import new_id
from shared.refusals import Conflict, NotFound
from shared.uploads import received
from svc_documents.storage.documents import attachments
from svc_documents.storage.documents.attachments import Attachment
from svc_documents.use_cases.documents.whose import draft_to_change, draft_to_read
from svc_documents.use_cases.office import Office

MOST = 50


class DocumentAttachmentNotFound(NotFound):
    """没有找到这个附件。"""

    advice: ClassVar[str] = "请核对附件编号；附件只能在它所属的文件下查看。"


@dataclass(eq=False)
class AttachmentsTooMany(Conflict):
    """附件太多。"""

    advice: ClassVar[str] = "一份文件最多 {most} 个附件，请合并后再上传。"
    most: int


async def attach_to_document(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    document_id: UUID,
    chunks: AsyncIterator[bytes],
    name: str,
) -> Attachment:
    """Keep a file a step can name.

    Refused with DocumentDraftNotFound, AttachmentsTooMany, or as an upload; nothing is kept then.
    """
    await draft_to_change(work, caller, document_id)
    if await attachments.counted(work, document_id) >= MOST:
        raise AttachmentsTooMany(MOST)
    async with received(
        chunks, name, quarantine=office.files.quarantine, scanner=office.scanner
    ) as upload:
        stored_at = await office.files.keep(upload, document_id)
        one = Attachment(
            new_id(), document_id, upload.name, upload.type.media_type, upload.size,
            upload.sha256, stored_at, caller.staff_no, work.now,
        )  # fmt: skip
        await attachments.add(work, one)
    return one


async def document_attachment(
    work: UnitOfWork, caller: Caller, document_id: UUID, attachment_id: UUID
) -> Attachment:
    """A file of an own document; refused with DocumentDraftNotFound, DocumentAttachmentNotFound."""
    await draft_to_read(work, caller, document_id)
    found = await attachments.with_id(work, document_id, attachment_id)
    if found is None:
        raise DocumentAttachmentNotFound
    return found
