"""A text comes as a file: checked, read, kept; the file itself is kept beside it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from shared.database import UnitOfWork
from shared.file_types import DOCX, HTML, MARKDOWN, PDF, FileType
from shared.identity import Caller
from shared.refusals import NotFound
from shared.uploads import FileTooLarge, Upload, received
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.documents.drafts import Draft
from svc_documents.domain.documents.life import REVISABLE
from svc_documents.domain.texts.blocks import plain_of
from svc_documents.domain.texts.sources import SourceText
from svc_documents.storage.documents import documents, drafts
from svc_documents.storage.documents.drafts import DraftText
from svc_documents.use_cases.documents.correcting import correct_document
from svc_documents.use_cases.documents.drafting import put_draft_text
from svc_documents.use_cases.documents.entering import NewText
from svc_documents.use_cases.documents.reading import DocumentNotFound
from svc_documents.use_cases.documents.whose import draft_to_read, is_theirs
from svc_documents.use_cases.office import Office

LIMITS_MIB: dict[FileType, int] = {DOCX: 20, PDF: 20, HTML: 4, MARKDOWN: 4}


@dataclass(eq=False)
class SourceMissing(NotFound):
    """这个文本没有原始文件。"""

    advice: ClassVar[str] = "正文可以在网页上阅读，或下载 PDF、Markdown。"


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file on its way in, and the name its sender gives it."""

    chunks: AsyncIterator[bytes]
    name: str


async def upload_draft_text(
    work: UnitOfWork, office: Office, caller: Caller, document_id: UUID, file: GivenFile
) -> tuple[Draft, SourceText]:
    """Give a draft the text of a file, and keep the file.

    Refused with DocumentDraftNotFound, WordingSettled, StepOutOfOrder, the refusals of an upload
    and those of reading (domain/texts/sources.py); nothing is kept then.
    """
    draft = await draft_to_read(work, caller, document_id)
    if draft.document.state not in REVISABLE:
        draft.put_text()  # says why not, before a file is taken in
    async with _taken_in(office, file, draft.document.title) as (upload, source):
        kept = await _kept(office, upload, document_id)
        text = DraftText(source.blocks, plain_of(source.blocks), **kept)
        return await put_draft_text(work, caller, document_id, text), source


async def upload_correction(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    document_id: UUID,
    reason: str,
    file: GivenFile,
) -> tuple[Document, SourceText]:
    """Correct the text of a published document by a file.

    Refused with DocumentNotFound, NotPublished, NothingToCorrect, and as above.
    """
    document = await documents.with_id(work, document_id)
    if document is None or not is_theirs(caller, document):
        raise DocumentNotFound
    async with _taken_in(office, file, document.title) as (upload, source):
        kept = await _kept(office, upload, document_id)
        text = NewText(document.title, source.blocks, plain_of(source.blocks), **kept)
        corrected = await correct_document(work, office, caller, document_id, reason, {}, text)
        return corrected, source


async def draft_source(work: UnitOfWork, caller: Caller, document_id: UUID) -> DraftText:
    """The file a draft's text came from; refused with DocumentDraftNotFound, SourceMissing."""
    await draft_to_read(work, caller, document_id)
    text = await drafts.text_of(work, document_id)
    if text is None or not text.source_file:
        raise SourceMissing
    return text


@asynccontextmanager
async def _taken_in(
    office: Office, file: GivenFile, title: str
) -> AsyncIterator[tuple[Upload, SourceText]]:
    async with received(
        file.chunks, file.name, quarantine=office.files.quarantine, accepted=LIMITS_MIB,
        scanner=office.scanner,
    ) as upload:  # fmt: skip
        limit = LIMITS_MIB[upload.type]
        if upload.size > limit * 1024 * 1024:
            raise FileTooLarge(limit)
        yield upload, await office.sources.read(upload.path, upload.type.name, title)


async def _kept(office: Office, upload: Upload, document_id: UUID) -> dict[str, Any]:
    key = await office.files.keep(upload, document_id)
    return {"source_file": key, "source_name": upload.name}
