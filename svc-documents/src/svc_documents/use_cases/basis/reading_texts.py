"""Find what texts cite: when a text is entered, and in what was loaded without."""

import asyncio
from uuid import UUID

from shared.database import UnitOfWork
from shared.working import Bench
from svc_documents.domain.basis.citations import citations_in
from svc_documents.storage.basis import found_citations

BATCH = 50
FIRST = UUID(int=0)
LOOK_AGAIN_SECONDS = 15.0


async def read_citations(
    work: UnitOfWork, document_id: UUID, number: int, title: str, plain: str
) -> int:
    """Keep what a text cites; answers how many documents."""
    found = citations_in(plain, title)
    await found_citations.put(work, document_id, number, found)
    return len(found)


async def read_unread(
    work: UnitOfWork, after: UUID = FIRST, batch: int = BATCH
) -> UUID | None:  # fmt: skip
    """Find the citations of some texts nobody has read yet; answers the last, None at the end."""
    texts = await found_citations.unread(work, after, batch)
    for one in texts:
        await read_citations(work, *one)
    return texts[-1][0] if texts else None


async def find_citations(tools: Bench) -> None:
    """A job: read what was loaded without being read, round after round."""
    while True:
        last: UUID | None = FIRST
        while last is not None:
            async with tools.unit_of_work() as work:
                last = await read_unread(work, last)
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
