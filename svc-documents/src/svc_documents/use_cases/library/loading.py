"""Load many documents at once: quietly, in batches, each a transaction.

Loaded documents are not told one by one: the collection is told as one fact, and citations that
waited for one of its documents are answered as always. Loading again adds what is missing, so a
load that was killed goes on where it stopped.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.database import UnitOfWork
from shared.events.documents import CollectionLoaded
from svc_documents.domain.basis.names import name_keys
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.documents.states import State
from svc_documents.domain.library.stubs import cited_by_title
from svc_documents.domain.numbers.document_numbers import key_of
from svc_documents.storage.basis import found_citations
from svc_documents.storage.documents import documents, text_versions
from svc_documents.storage.documents.text_versions import TextVersion
from svc_documents.storage.library import entries
from svc_documents.storage.library.entries import Entry
from svc_documents.use_cases.basis import citing
from svc_documents.use_cases.documents.entering import NewText, content_hash
from svc_documents.use_cases.search.indexing import index_documents


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document as it is loaded, with its texts in order and where it was found."""

    document: Document
    texts: Sequence[NewText] = ()
    address: str = ""
    number_as_found: str = ""
    doubts: Sequence[str] = ()
    title_cites: bool = False  # a title without a text says what becomes of other documents


class Batch(NamedTuple):
    """How many documents and texts a batch added."""

    documents: int
    texts: int


@dataclass(slots=True)
class Tally:
    """What a load has done so far, and what could not be taken, each with its reason."""

    source: str
    read: int = 0
    documents: int = 0
    texts: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    doubts: int = 0

    def refuse(self, reason: str) -> None:
        """Count one that could not be taken."""
        self.refused[reason] = self.refused.get(reason, 0) + 1


async def load_batch(work: UnitOfWork, source: str, batch: Sequence[Loaded]) -> Batch:
    """Keep what is not in the library yet, found by citers and by search at once.

    Some ten statements, however many documents, and three for each that are the search's.
    """
    there = await entries.known(work, [one.document.document_id for one in batch])
    new = [one for one in batch if one.document.document_id not in there]
    if not new:
        return Batch(0, 0)
    for one in new:
        one.document.state = State.PUBLISHED
        one.document.published_at = one.document.published_at or work.now
    await documents.add_all(work, [one.document for one in new])
    texts = [text for one in new for text in _texts(work, one)]
    await text_versions.add_all(work, texts)
    await entries.add_all(work, [_entry(source, one) for one in new])
    await _link(work, new)
    await index_documents(work, [one.document.document_id for one in new])
    return Batch(len(new), len(texts))


async def tell_loaded(work: UnitOfWork, tally: Tally) -> None:
    """Tell of a whole collection, when it brought anything."""
    if tally.documents:
        told = CollectionLoaded(
            source=tally.source, documents=tally.documents, texts=tally.texts,
            refused=sum(tally.refused.values()),
        )  # fmt: skip
        await work.announce(collection_id(tally.source), told)


async def _link(work: UnitOfWork, new: Iterable[Loaded]) -> None:
    """What waited for these documents finds them; what their titles say of others is kept."""
    new = list(new)
    keys = [(one.document.document_id, key) for one in new for key in _keys(one.document)]
    await found_citations.link_all(work, keys)
    await citing.answer_for_all(work, {key for _, key in keys})
    for one in new:
        if one.title_cites and not one.texts:
            found = cited_by_title(one.document.title)
            await found_citations.put(work, one.document.document_id, 0, found)


def _texts(work: UnitOfWork, one: Loaded) -> Iterator[TextVersion]:
    for text in one.texts:
        yield TextVersion(
            one.document.document_id, 0, text.kind, text.applies_from, text.title, text.reason,
            text.blocks, text.plain, content_hash(text.blocks), text.source_file,
            text.source_name, work.now,
        )  # fmt: skip


def _entry(source: str, one: Loaded) -> Entry:
    return Entry(
        one.document.document_id, source, one.address, one.number_as_found, one.doubts
    )  # fmt: skip


def _keys(document: Document) -> Iterator[str]:
    """What references share with it, as ``Reference.keys`` says them."""
    organs = (document.organ_name, *document.joint_organs)
    for name in name_keys(document.title, document.short_title, organs):
        yield f"t:{name}"
    if document.document_no:
        yield f"n:{key_of(document.document_no)}"


def collection_id(source: str) -> UUID:
    """The aggregate a collection's facts belong to."""
    return uuid5(NAMESPACE_URL, f"yangguang:collection:{source}")
