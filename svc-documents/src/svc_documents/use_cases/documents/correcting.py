"""Correct what is published (勘误): the header with what it was, the text as another version."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import DocumentCorrected
from shared.identity import Caller
from svc_documents.domain.documents.correcting import Changed, NothingToCorrect, correct
from svc_documents.domain.documents.correcting_dates import RightDates
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.numbers.document_numbers import key_of, read_number
from svc_documents.storage.days import today_of
from svc_documents.storage.documents import corrections, documents, text_versions
from svc_documents.use_cases.documents.correcting_dates import correct_dates, find_right_dates
from svc_documents.use_cases.documents.entering import NewText, content_hash, keep_text
from svc_documents.use_cases.documents.facts import about
from svc_documents.use_cases.documents.reading import DocumentNotFound
from svc_documents.use_cases.documents.registering import give_number
from svc_documents.use_cases.documents.whose import is_theirs
from svc_documents.use_cases.office import Office
from svc_documents.use_cases.search.indexing import index_document

AS_THEY_ARE = RightDates()


async def correct_document(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    document_id: UUID,
    reason: str,
    members: Mapping[str, Any],
    text: NewText | None,
    dates: RightDates = AS_THEY_ARE,
) -> Document:
    """Correct an own published document; nothing of it is lost.

    Refused with DocumentNotFound, NotPublished, NothingToCorrect, NumberUnusable, NumberTaken,
    DatesUnsound and TermTooLong.
    """
    document = await documents.with_id(work, document_id)
    if document is None or not is_theirs(caller, document):
        raise DocumentNotFound
    changed = correct(document, await _with_number(work, document, members))
    number = None if text is None else await _correct_text(work, document, text, reason)
    right = await find_right_dates(work, office, document, dates)
    if not changed and number is None and not right.changed:
        raise NothingToCorrect
    await documents.save(work, document)
    if right.changed:
        await correct_dates(work, document, right, reason)
        changed += right.changed
    await index_document(work, document_id)
    await corrections.add(work, document_id, reason, changed, number, caller.staff_no)
    await work.announce(document_id, _corrected(document, reason, changed, number))
    return document


async def _with_number(
    work: UnitOfWork, document: Document, members: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The members, a corrected 发文字号 in its right form and entered for good."""
    written = members.get("document_no")
    number = read_number(written) if written else None
    if written is None or (number and number.key == key_of(document.document_no)):
        return {**members, "document_no": str(number)} if number else members
    return {**members, "document_no": str(await give_number(work, document.document_id, written))}


async def _correct_text(
    work: UnitOfWork, document: Document, text: NewText, reason: str
) -> int | None:
    """Another version in the place of the one of today; None when they are the same."""
    now = await text_versions.on_day(work, document.document_id, today_of(work))
    if now is not None and now.content_hash == content_hash(text.blocks):
        return None
    applies_from = now.applies_from if now else None
    corrected = replace(
        text, title=document.title, kind="correction", applies_from=applies_from, reason=reason
    )
    return await keep_text(work, document, corrected)


def _corrected(
    document: Document, reason: str, changed: list[Changed], number: int | None
) -> DocumentCorrected:
    return DocumentCorrected(
        **about(document), reason=reason, members=tuple(one.name for one in changed),
        text_number=number,
    )  # fmt: skip
