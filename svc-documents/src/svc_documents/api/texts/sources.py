"""Routes of source files: a text comes as a file, and the file can be had by everybody."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Form, Query, Response, UploadFile

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.file_types import DOCX, HTML, MARKDOWN, PDF, ArchiveTooDense, MacrosRefused
from shared.identity import AnyCaller
from shared.problems import documented
from shared.uploads import FileEmpty, FileInfected, FilesAway, FileTooLarge, FileTypeRefused
from shared.virus_scan import ScannerAway
from svc_documents.api.documents.drafts import Desk
from svc_documents.api.texts.upload_views import UploadedTextView, uploaded_view
from svc_documents.api.tools import Editor, Tools
from svc_documents.api.uploading import chunks
from svc_documents.domain.documents.correcting import NothingToCorrect, NotPublished
from svc_documents.domain.documents.drafts import WordingSettled
from svc_documents.domain.documents.life import StepOutOfOrder
from svc_documents.domain.texts.sources import REASONS, ReaderAway
from svc_documents.storage.days import today_of
from svc_documents.use_cases.documents.reading import DocumentNotFound, public_document
from svc_documents.use_cases.documents.whose import DocumentDraftNotFound
from svc_documents.use_cases.texts import reading, uploading
from svc_documents.use_cases.texts.reading import TextMissing, TextVersionNotFound
from svc_documents.use_cases.texts.uploading import GivenFile, SourceMissing

router = edge_router("documents", prefix="/api/v1/documents")
UPLOADS = (
    FileTooLarge, FileEmpty, FileTypeRefused, MacrosRefused, ArchiveTooDense, FileInfected,
    ScannerAway, FilesAway, ReaderAway, *REASONS,
)  # fmt: skip
GIVEN = documented(DocumentDraftNotFound, WordingSettled, StepOutOfOrder, *UPLOADS)
FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            **{kind.media_type: {} for kind in (DOCX, PDF, HTML, MARKDOWN)},
            "application/octet-stream": {},
        },
        "description": "The file",
    },
}
MEDIA_TYPES = {
    suffix: kind.media_type for kind in (DOCX, PDF, HTML, MARKDOWN) for suffix in kind.suffixes
}


@router.put("/{document_id}/text", responses=GIVEN)
async def put_document_text(
    work: Work, office: Tools, caller: Editor, document_id: UUID, file: UploadFile
) -> UploadedTextView:
    """Give a draft the text of a DOCX, PDF, HTML or Markdown file; the file is kept."""
    given = GivenFile(chunks(file), file.filename or "正文")
    _, source = await uploading.upload_draft_text(work, office, caller, document_id, given)
    return uploaded_view(document_id, source)


@router.post("/{document_id}/text", responses=GIVEN)
async def upload_document_text(
    work: Work, office: Tools, caller: Editor, document_id: UUID, file: UploadFile
) -> UploadedTextView:
    """The same for those who can only POST files (mini-programs)."""
    return await put_document_text(work, office, caller, document_id, file)


@router.post(
    "/{document_id}/text/correct",
    responses=documented(DocumentNotFound, NotPublished, NothingToCorrect, *UPLOADS),
)
async def correct_document_text(
    work: Work,
    office: Tools,
    caller: Desk,
    document_id: UUID,
    file: UploadFile,
    reason: Annotated[str, Form(min_length=2, max_length=500, examples=["第三条漏排一款"])],
) -> UploadedTextView:
    """Correct the text of a published document by a file: another version, with its reason."""
    given = GivenFile(chunks(file), file.filename or "正文")
    _, source = await uploading.upload_correction(work, office, caller, document_id, reason, given)
    return uploaded_view(document_id, source)


@router.get(
    "/{document_id}/source",
    response_class=Response,
    responses=FILE | documented(DocumentNotFound, TextMissing, TextVersionNotFound, SourceMissing),
)
async def download_document_source(
    work: Work,
    office: Tools,
    _: AnyCaller,
    document_id: UUID,
    on: Annotated[date | None, Query(description="某一天的文本；默认今天")] = None,
    version: Annotated[int | None, Query(ge=1, le=32_767)] = None,
) -> Response:
    """The file a published text came from, as it was uploaded."""
    await public_document(work, document_id)
    text = await reading.version(work, document_id, version or on or today_of(work))
    if not text.source_file:
        raise SourceMissing
    return await download(office.files, text.source_file, text.source_name, _type(text.source_name))


@router.get(
    "/drafts/{document_id}/source",
    response_class=Response,
    responses=FILE | documented(DocumentDraftNotFound, SourceMissing),
)
async def download_draft_source(
    work: Work, office: Tools, caller: Desk, document_id: UUID
) -> Response:
    """The file the text of an own draft came from."""
    text = await uploading.draft_source(work, caller, document_id)
    return await download(office.files, text.source_file, text.source_name, _type(text.source_name))


def _type(name: str) -> str:
    suffix = f".{name.rpartition('.')[2].lower()}"
    return MEDIA_TYPES.get(suffix, "application/octet-stream")
