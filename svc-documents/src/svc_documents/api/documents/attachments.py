"""Routes of the files behind recorded steps."""

from typing import Any
from uuid import UUID

from fastapi import Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.moments import Moment
from shared.problems import documented
from shared.uploads import FileEmpty, FileInfected, FilesAway, FileTooLarge, FileTypeRefused
from svc_documents.api.documents.drafts import CREATED, Desk
from svc_documents.api.tools import Tools
from svc_documents.api.uploading import chunks
from svc_documents.use_cases.documents import attaching
from svc_documents.use_cases.documents.attaching import (
    AttachmentsTooMany,
    DocumentAttachmentNotFound,
)
from svc_documents.use_cases.documents.whose import DocumentDraftNotFound

router = edge_router("documents", prefix="/api/v1/documents/{document_id}/attachments")
FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {}}, "description": "The file"},
}


class DocumentAttachmentView(BaseModel):
    """A file a step can name."""

    model_config = ConfigDict(from_attributes=True)

    attachment_id: UUID
    file_name: str = Field(examples=["合法性审核意见书.pdf"])
    media_type: str
    size: int
    uploaded_by: str = Field(description="工号")
    uploaded_at: Moment


@router.post(
    "",
    status_code=CREATED,
    responses=documented(
        DocumentDraftNotFound, AttachmentsTooMany, FileTooLarge, FileEmpty, FileTypeRefused,
        FileInfected, FilesAway,
    ),
)  # fmt: skip
async def attach_to_document(
    work: Work, office: Tools, caller: Desk, document_id: UUID, file: UploadFile
) -> DocumentAttachmentView:
    """Keep a file (an opinion, minutes, a notice) that a recorded step then names."""
    name = file.filename or "附件"
    kept = await attaching.attach_to_document(work, office, caller, document_id, chunks(file), name)
    return DocumentAttachmentView.model_validate(kept)


@router.get(
    "/{attachment_id}/file",
    response_class=Response,
    responses=FILE | documented(DocumentDraftNotFound, DocumentAttachmentNotFound),
)
async def download_document_attachment(
    work: Work, office: Tools, caller: Desk, document_id: UUID, attachment_id: UUID
) -> Response:
    """A file behind a step, for those whose document it is."""
    one = await attaching.document_attachment(work, caller, document_id, attachment_id)
    return await download(office.files, one.stored_at, one.file_name, one.media_type)
