"""Whether the documents that matters cite are in force, by the reference as written.

The documents' own service tells it; what it has not told is not here, and so unknown.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.database import UnitOfWork

OF = """
SELECT reference, effect, document_id, title, since, replaced_by FROM document_effect
WHERE reference = ANY($1::text[])
"""
PUT = """
INSERT INTO document_effect (reference, effect, document_id, title, since, replaced_by)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (reference) DO UPDATE SET effect = EXCLUDED.effect,
    document_id = EXCLUDED.document_id, title = EXCLUDED.title, since = EXCLUDED.since,
    replaced_by = EXCLUDED.replaced_by
"""
CHANGE = """
UPDATE document_effect SET effect = $2, since = $3, replaced_by = $4 WHERE document_id = $1
"""


@dataclass(frozen=True, slots=True)
class DocumentEffect:
    """The effect of a cited document, since when, and what took its place."""

    reference: str
    effect: str
    document_id: UUID | None = None
    title: str = ""
    since: date | None = None
    replaced_by: str = ""


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


async def change(
    work: UnitOfWork, document_id: UUID, effect: str, since: date | None, replaced_by: str
) -> None:
    """Another effect for every reference that means this document (one indexed write)."""
    await work.write(CHANGE, document_id, effect, since, replaced_by)
