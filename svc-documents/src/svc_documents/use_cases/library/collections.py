"""Collections on disk: laws and stubs as lines of JSON, read and loaded in batches."""

import gzip
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import orjson
import structlog

from shared.database import UnitOfWork
from svc_documents.domain.library.laws import Law, LawRow, copy_of, law_of
from svc_documents.domain.library.stubs import UNREADABLE, NoStub, Stub, stub_of
from svc_documents.domain.texts.blocks import plain_of
from svc_documents.domain.texts.markdown import structured_markdown
from svc_documents.storage.library import entries
from svc_documents.use_cases.documents.entering import NewText
from svc_documents.use_cases.library.loading import Loaded, Tally, load_batch, tell_loaded

log = structlog.get_logger("load")
LAWS_AT_ONCE, STUBS_AT_ONCE, SAY_EVERY = 50, 500, 2.0
COMPILED_ON = date(2025, 4, 19)  # the day the collection of laws is of
NO_LINE = "不是一行 JSON，或缺少成员"
Edge = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
Item = TypeVar("Item")


@dataclass
class Progress:
    """Says every other second how far a load is, and at the end how it went."""

    tally: Tally
    known: int
    started: float = field(default_factory=time.monotonic)
    _said: float = 0.0

    def step(self) -> None:
        """Say something when it is time."""
        if time.monotonic() - self._said > SAY_EVERY:
            self._said = time.monotonic()
            done = self.tally
            log.info("loading", source=done.source, read=done.read, of=self.known,
                     new=done.documents)  # fmt: skip

    def end(self) -> None:
        """Say what was loaded, what was not and why."""
        done, seconds = self.tally, round(time.monotonic() - self.started, 1)
        log.info("loaded", source=done.source, read=done.read, new=done.documents,
                 texts=done.texts, doubtful=done.doubts, seconds=seconds)  # fmt: skip
        for reason, count in sorted(done.refused.items()):
            log.warning("not loaded", source=done.source, reason=reason, count=count)


async def load_laws(edge: Edge, path: Path, compiled_on: date = COMPILED_ON) -> Tally:
    """Load a file of dated texts of laws: one document per title; safe to repeat."""
    tally = Tally(path.name)
    laws = [law_of(rows, compiled_on) for rows in _by_title(path, tally)]
    progress = Progress(tally, len(laws))
    for batch in _in_batches(laws, LAWS_AT_ONCE):
        async with edge() as work:
            ids = [one.document.document_id for one in batch]
            there = await entries.known(work, ids)
            new = [loaded_law(one) for one in batch if one.document.document_id not in there]
            await _load(work, tally, new)
        tally.read += len(batch)
        progress.step()
    return await _ended(edge, progress)


async def multiply_laws(edge: Edge, path: Path, documents: int) -> Tally:
    """Make so many documents of a file's laws, each with its texts, for load tests."""
    tally = Tally(f"multiplied {path.name}")
    laws = [law_of(rows, COMPILED_ON) for rows in _by_title(path, tally)]
    progress = Progress(tally, documents)
    copies = islice(_copies(laws, -(-documents // max(1, len(laws)))), documents)
    for batch in _in_batches(copies, LAWS_AT_ONCE):
        async with edge() as work:
            await _load(work, tally, batch)
        tally.read += len(batch)
        progress.step()
    return await _ended(edge, progress)


def _copies(laws: Iterable[Law], times: int) -> Iterator[Loaded]:
    """Every law so many times; its texts are cut into articles once."""
    for law in laws:
        one = loaded_law(law)
        for number in range(1, times + 1):
            document = copy_of(law.document, number)
            yield Loaded(document, [replace(text, title=document.title) for text in one.texts])


async def load_stubs(edge: Edge, path: Path) -> Tally:
    """Load a file of documents of which number and dates are known; safe to repeat."""
    tally = Tally(path.name)
    stubs = [loaded_stub(one) for one in _stubs(path, tally)]
    return await _load_all(edge, tally, stubs)


async def load_all(edge: Edge, source: str, documents: Sequence[Loaded]) -> Tally:
    """Load documents that somebody made; safe to repeat."""
    return await _load_all(edge, Tally(source), documents)


async def _load_all(edge: Edge, tally: Tally, documents: Sequence[Loaded]) -> Tally:
    progress = Progress(tally, len(documents))
    for batch in _in_batches(documents, STUBS_AT_ONCE):
        async with edge() as work:
            await _load(work, tally, batch)
        tally.read += len(batch)
        progress.step()
    return await _ended(edge, progress)


async def _load(work: UnitOfWork, tally: Tally, batch: Sequence[Loaded]) -> None:
    done = await load_batch(work, tally.source, batch)
    tally.documents += done.documents
    tally.texts += done.texts
    tally.doubts += sum(bool(one.doubts) for one in batch)
    for one in batch:
        if UNREADABLE in one.doubts:
            log.warning("number kept as found", number=one.number_as_found, address=one.address)


async def _ended(edge: Edge, progress: Progress) -> Tally:
    async with edge() as work:
        await tell_loaded(work, progress.tally)
    progress.end()
    return progress.tally


def loaded_law(law: Law) -> Loaded:
    """A law with its texts cut into articles."""
    return Loaded(law.document, [_text(law, n) for n in range(len(law.texts))])


def _text(law: Law, place: int) -> NewText:
    one = law.texts[place]
    blocks = structured_markdown(one.body)
    return NewText(
        law.document.title, blocks, plain_of(blocks), "amendment" if place else "original",
        one.applies_from, one.reason,
    )  # fmt: skip


def loaded_stub(stub: Stub) -> Loaded:
    """A stub, with the citations of its title where it tells of others."""
    return Loaded(
        stub.document, (), stub.address, stub.number_as_found, stub.doubts, stub.tells_of_others
    )  # fmt: skip


def _by_title(path: Path, tally: Tally) -> Iterable[list[LawRow]]:
    titles: dict[str, list[LawRow]] = {}
    for raw in _lines(path, tally):
        try:
            row = LawRow.of(raw)
        except (KeyError, TypeError, AttributeError, ValueError):
            tally.refuse(NO_LINE)
            continue
        titles.setdefault(row.title, []).append(row)
    return titles.values()


def _stubs(path: Path, tally: Tally) -> Iterator[Stub]:
    for raw in _lines(path, tally):
        try:
            yield stub_of(raw)
        except NoStub as reason:
            tally.refuse(str(reason))
        except (KeyError, TypeError, AttributeError):
            tally.refuse(NO_LINE)


def _lines(path: Path, tally: Tally) -> Iterator[Any]:
    with gzip.open(path, "rb") as lines:
        for line in lines:
            try:
                yield orjson.loads(line)
            except orjson.JSONDecodeError:
                tally.refuse(NO_LINE)


def _in_batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    several = iter(items)
    while batch := list(islice(several, size)):
        yield batch
