"""Whether the documents that matters cite are in force, by the reference as written.

The documents' own service tells it; what it has not told is not here, and so unknown.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from shared.database import UnitOfWork
from svc_approvals.domain.catalogue.effects import DocumentEffect

OF = """
SELECT reference, effect, document_id, title, since, replaced_by FROM document_effect
WHERE reference = ANY($1::text[])
"""
KNOWN = """
SELECT reference, effect, document_id, title, since, replaced_by FROM document_effect
WHERE document_id = $1 ORDER BY reference LIMIT 1
"""
PUT = """
INSERT INTO document_effect (reference, effect, document_id, title, since, replaced_by)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (reference) DO UPDATE SET effect = EXCLUDED.effect,
    document_id = EXCLUDED.document_id, title = EXCLUDED.title, since = EXCLUDED.since,
    replaced_by = EXCLUDED.replaced_by
"""
MEANING = """
SELECT reference, effect, document_id, title, since, replaced_by FROM document_effect
WHERE document_id = $1 ORDER BY reference FOR UPDATE
"""


async def effects_of(
    work: UnitOfWork, references: Collection[str]
) -> Mapping[str, DocumentEffect]:  # fmt: skip
    """What is known of these references (one indexed read)."""
    rows = await work.fetch(OF, list(references))
    return {row["reference"]: DocumentEffect(**row) for row in rows}


async def put(work: UnitOfWork, one: DocumentEffect) -> None:
    """Keep what was told of a reference."""
    await work.write(
        PUT, one.reference, one.effect, one.document_id, one.title, one.since, one.replaced_by
    )


async def meaning(work: UnitOfWork, document_id: UUID) -> list[DocumentEffect]:
    """Every reference that means this document, locked (one indexed read)."""
    return [DocumentEffect(**row) for row in await work.fetch(MEANING, document_id)]


async def known(work: UnitOfWork, document_id: UUID) -> DocumentEffect | None:
    """A document by its id, as one of its citers wrote it."""
    row = await work.fetch_row(KNOWN, document_id)
    return None if row is None else DocumentEffect(**row)
