"""Forces as rows: written alone, and what was believed of them at a moment."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Range

from shared.database import UnitOfWork
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.effects import Force
from svc_documents.storage.documents.documents import FORCE, force_of

COLUMNS = (*FORCE, "suspended", "suspensions")
SAVE = f"""
UPDATE document SET {", ".join(f"{name} = ${n}" for n, name in enumerate(COLUMNS, 2))},
    version = version + 1, updated_at = ${len(COLUMNS) + 2}
WHERE document_id = $1
"""
FORMERLY = f"""
INSERT INTO former_force (document_id, known_until, {", ".join(FORCE)}, suspensions)
SELECT document_id, $2, {", ".join(FORCE)}, suspensions FROM document WHERE document_id = ANY($1)
ON CONFLICT (document_id, known_until) DO NOTHING
"""
BELIEVED = f"""
SELECT {", ".join(FORCE)}, suspensions FROM former_force
WHERE document_id = $1 AND known_until > $2 ORDER BY known_until LIMIT 1
"""


async def keep_former(work: UnitOfWork, document_ids: Sequence[UUID]) -> None:
    """Remember what was believed of documents until now."""
    await work.write(FORMERLY, list(document_ids), work.now)


async def save(work: UnitOfWork, documents: Sequence[Document]) -> None:
    """Write the forces of documents whose rows are locked, pipelined."""
    await work.write_many(
        SAVE, [(one.document_id, *_values(one.force), work.now) for one in documents]
    )
    for one in documents:
        one.version += 1


async def believed(work: UnitOfWork, document_id: UUID, known: datetime) -> Force | None:
    """The force believed at a moment, if it is not the one believed now (one index look)."""
    row = await work.fetch_row(BELIEVED, document_id, known)
    return None if row is None else force_of(row)


def _values(force: Force) -> tuple[object, ...]:
    return (
        force.first, force.until, force.cause, force.reason, force.ended_by, force.amended_on,
        force.assumed, [Range(one.first, one.until) for one in force.suspensions],
        [one._asdict() for one in force.suspensions],
    )  # fmt: skip
