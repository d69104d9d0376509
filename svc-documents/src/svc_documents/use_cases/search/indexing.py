"""Keep what documents are found by in step with them: at once, and looked through now and then."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from shared.database import UnitOfWork
from shared.working import Bench
from svc_documents.domain.search.gists import gist_of
from svc_documents.domain.search.grams import index_text
from svc_documents.storage.days import today_of
from svc_documents.storage.search import index
from svc_documents.storage.search.index import Indexed, IndexRows

MOST_SIGNS = 150_000  # of a text in one row: what PostgreSQL holds in one value, with room to spare
LOOKED_AT_ONCE = 2_000
MOST_AT_ONCE = 20
NOBODY = UUID(int=0)
LOOK_AGAIN_SECONDS = 600.0


async def index_document(work: UnitOfWork, document_id: UUID) -> None:
    """Let a document be found by its title and the text of today, or not at all.

    Called in the work that published it, changed its title or gave it another text.
    """
    await index_documents(work, [document_id])


async def index_documents(work: UnitOfWork, document_ids: Sequence[UUID]) -> None:
    """The same for many: four statements, however many documents."""
    texts = await index.texts_of(work, document_ids, today_of(work))
    await index.put(work, [_rows(one) for one in texts if one.is_public])
    hidden = [one.document_id for one in texts if not one.is_public]
    if hidden:
        await index.drop(work, hidden)


async def look_through(work: UnitOfWork, last: UUID) -> tuple[int, UUID | None]:
    """Put right some documents after one; answers how many, and where to go on."""
    stale, reached = await index.stale_after(work, last, today_of(work), LOOKED_AT_ONCE)
    await index_documents(work, stale[:MOST_AT_ONCE])
    if len(stale) > MOST_AT_ONCE:
        return MOST_AT_ONCE, stale[MOST_AT_ONCE - 1]
    return len(stale), reached


async def look_through_all(tools: Bench) -> int:
    """Compare every document with its rows, and put right what differs; answers how many."""
    put_right, last = 0, NOBODY
    while True:
        async with tools.unit_of_work() as work:
            some, reached = await look_through(work, last)
        put_right += some
        if reached is None:
            return put_right
        last = reached


async def keep_in_step(tools: Bench) -> None:
    """A job: look through all documents every ten minutes."""
    while True:
        await look_through_all(tools)
        await asyncio.sleep(LOOK_AGAIN_SECONDS)


def _rows(text: Indexed) -> IndexRows:
    parts = [index_text(text.title, piece) for piece in _pieces(text.plain)]
    return IndexRows(text, index_text(text.title), parts, gist_of(text.title, text.plain))


def _pieces(plain: str) -> list[str]:
    starts = range(0, max(1, len(plain)), MOST_SIGNS)
    return [plain[start : start + MOST_SIGNS] for start in starts]
