"""Enter a document that is in the world already: a law, an older paper, a stub."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, cast

import orjson

from shared.database import UnitOfWork
from shared.events.documents import DocumentPublished
from shared.events.documents import Effect as ToldEffect
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.documents.states import State
from svc_documents.domain.effects.effects import EffectOn
from svc_documents.storage.days import today_of
from svc_documents.storage.documents import documents, text_versions
from svc_documents.storage.documents.text_versions import TextKind, TextVersion
from svc_documents.use_cases.basis.reading_texts import read_citations
from svc_documents.use_cases.relations.carrying_out import carry_out_relations
from svc_documents.use_cases.search.indexing import index_document


@dataclass(frozen=True, slots=True)
class NewText:
    """A text to be kept: its blocks, and the same as plain characters."""

    title: str
    blocks: list[dict[str, Any]]
    plain: str
    kind: TextKind = "original"
    applies_from: date | None = None
    reason: str = ""
    source_file: str = ""
    source_name: str = ""


async def enter_document(work: UnitOfWork, document: Document, texts: Sequence[NewText]) -> None:
    """Keep a published document with its texts, the earliest first, and tell of it."""
    document.state = State.PUBLISHED
    document.published_at = document.published_at or work.now
    await documents.add(work, document)
    await stand_in_library(work, document, texts)


async def stand_in_library(work: UnitOfWork, document: Document, texts: Sequence[NewText]) -> None:
    """Keep the texts of a document that was published just now, and tell of it."""
    for text in texts:
        await keep_text(work, document, text)
    await index_document(work, document.document_id)
    if document.is_public:
        await work.announce(document.document_id, published(document, effect_today(work, document)))
        await carry_out_relations(work, document)


async def add_text(work: UnitOfWork, document: Document, text: NewText) -> int:
    """Keep another text of a document, with what it cites, and let it be found; its number."""
    number = await keep_text(work, document, text)
    await index_document(work, document.document_id)
    return number


async def keep_text(work: UnitOfWork, document: Document, text: NewText) -> int:
    """Keep another text of a document, with what it cites; whoever calls has it indexed."""
    number = await text_versions.add(
        work,
        TextVersion(
            document.document_id, 0, text.kind, text.applies_from, text.title, text.reason,
            text.blocks, text.plain, content_hash(text.blocks), text.source_file,
            text.source_name, work.now,
        ),
    )  # fmt: skip
    await read_citations(work, document.document_id, number, text.title, text.plain)
    return number


def content_hash(blocks: list[dict[str, Any]]) -> bytes:
    """What equal texts share."""
    return sha256(orjson.dumps(blocks, option=orjson.OPT_SORT_KEYS)).digest()


def effect_today(work: UnitOfWork, document: Document) -> EffectOn:
    """Its effect today in Asia/Shanghai."""
    return document.force.on(today_of(work))


def published(document: Document, effect: EffectOn) -> DocumentPublished:
    """The fact that a document stands in the library."""
    return DocumentPublished(
        document_id=document.document_id, title=document.title,
        document_no=document.document_no, registration_no=document.registration_no,
        effect=cast("ToldEffect | None", effect.effect), since=effect.since,
    )  # fmt: skip
