"""Find what texts cite: when a text is entered, and in what was loaded without."""

import asyncio
from uuid import UUID

from shared.database import UnitOfWork
from shared.working import Bench
from svc_documents.domain.basis.citations import citations_in
from svc_documents.storage.basis import found_citations

BATCH = 50
LOOK_AGAIN_SECONDS = 60.0


async def read_citations(
    work: UnitOfWork, document_id: UUID, number: int, title: str, plain: str
) -> int:
    """Keep what a text cites; answers how many documents."""
    found = citations_in(plain, title)
    await found_citations.put(work, document_id, number, found)
    return len(found)


async def read_unread(work: UnitOfWork, batch: int = BATCH) -> int:
    """Find the citations of some texts nobody has read yet; answers how many texts."""
    texts = await found_citations.unread(work, batch)
    for one in texts:
        await read_citations(work, *one)
    return len(texts)


async def find_citations(tools: Bench) -> None:
    """A job: read what was loaded without being read, then look for more every minute."""
    while True:
        async with tools.unit_of_work() as work:
            read = await read_unread(work)
        if read < BATCH:
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
