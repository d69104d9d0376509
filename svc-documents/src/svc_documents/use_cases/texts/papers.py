"""Put a document before people, with the text and the effect of a day."""

from dataclasses import replace
from datetime import date

from shared.database import UnitOfWork
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.effects import Effect
from svc_documents.domain.texts.papers import ROLES, Another, Paper, paper_of
from svc_documents.storage.days import today_of
from svc_documents.use_cases.effects.believing import name_of_ender
from svc_documents.use_cases.texts.reading import TextMissing, text_on

ADDRESS = "/api/v1/documents/{}"
WITHOUT_TEXT = "目前只登记了文号和日期，没有正文；请向发文机关查阅。"


async def paper(work: UnitOfWork, document: Document, day: date) -> Paper:
    """A document with its text, ready for any form; a stub says that it has none."""
    made = paper_of(document, day, today_of(work))
    made = replace(
        made,
        ended_by=await _ender(work, document, document.force.on(day).effect),
        address=ADDRESS.format(document.document_id),
    )
    try:
        text = await text_on(work, document.document_id, day)
    except TextMissing:
        return replace(made, notices=(*made.notices, WITHOUT_TEXT))
    return replace(
        made,
        title=text.title or document.title,
        blocks=text.blocks,
        has_source=bool(text.source_file),
    )


async def _ender(work: UnitOfWork, document: Document, effect: Effect | None) -> Another | None:
    """What ended it, once it has."""
    role = ROLES.get(effect) if effect else None
    name = await name_of_ender(work, document) if role else None
    if role is None or name is None:
        return None
    return Another(name.title, name.document_no, ADDRESS.format(name.document_id), role)
