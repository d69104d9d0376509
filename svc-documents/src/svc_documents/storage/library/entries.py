"""Where loaded documents came from."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from shared.database import UnitOfWork

# One load at a time: what another is loading just now is then known.
ALONE = "SELECT pg_advisory_xact_lock(hashtext('documents.library.load'))"
KNOWN = "SELECT document_id FROM document WHERE document_id = ANY($1)"
ADD = """
INSERT INTO library_entry (document_id, source, address, number_as_found, doubts, loaded_at)
VALUES ($1, $2, $3, $4, $5, $6)
"""


class Entry(NamedTuple):
    """What a collection had of a document: where, its number as written, and what is odd."""

    document_id: UUID
    source: str
    address: str = ""
    number_as_found: str = ""
    doubts: Sequence[str] = ()


async def known(work: UnitOfWork, document_ids: Collection[UUID]) -> set[UUID]:
    """Which documents are in the library already (rows by key); nobody else loads meanwhile."""
    await work.lock()
    await work.fetch(ALONE)
    return {row["document_id"] for row in await work.fetch(KNOWN, list(document_ids))}


async def add_all(work: UnitOfWork, entries: Sequence[Entry]) -> None:
    """Keep where documents came from, pipelined."""
    rows = [(*one[:4], list(one.doubts), work.now) for one in entries]
    await work.write_many(ADD, rows)
