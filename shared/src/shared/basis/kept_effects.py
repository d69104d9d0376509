"""What svc-documents told of cited documents, as rows of the citer's own."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from shared.basis.effects import DocumentEffect
from shared.database import Row, UnitOfWork

EFFECT = "SELECT reference, effect, document_id, title, since, replaced_by FROM document_effect"
OF = f"{EFFECT} WHERE reference = ANY ($1::text[])"
MEANING = f"{EFFECT} WHERE document_id = $1 ORDER BY reference"
PUT = """
INSERT INTO document_effect (reference, effect, document_id, title, since, replaced_by)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (reference) DO UPDATE SET effect = EXCLUDED.effect,
    document_id = EXCLUDED.document_id, title = EXCLUDED.title, since = EXCLUDED.since,
    replaced_by = EXCLUDED.replaced_by
"""


def with_document_effects(metadata: sa.MetaData) -> None:
    """Add the table to a citer's own."""
    sa.Table(
        "document_effect", metadata,
        sa.Column("reference", sa.Text, primary_key=True),
        sa.Column("effect", sa.Text, nullable=False),
        sa.Column("document_id", sa.Uuid, index=True),
        sa.Column("title", sa.Text, nullable=False, server_default=""),
        sa.Column("since", sa.Date),
        sa.Column("replaced_by", sa.Text, nullable=False, server_default=""),
    )  # fmt: skip


async def of(work: UnitOfWork, references: Iterable[str]) -> dict[str, DocumentEffect]:
    """The effects of references, as far as they are known (rows by key)."""
    rows = await work.fetch(OF, list(references))
    return {row["reference"]: _effect(row) for row in rows}


async def meaning(work: UnitOfWork, document_id: UUID) -> list[DocumentEffect]:
    """What is known of every reference that means this document (an index range)."""
    return [_effect(row) for row in await work.fetch(MEANING, document_id)]


async def put(work: UnitOfWork, one: DocumentEffect) -> None:
    """Keep what was told last."""
    await work.write(
        PUT, one.reference, one.effect, one.document_id, one.title, one.since, one.replaced_by
    )


def _effect(row: Row) -> DocumentEffect:
    return DocumentEffect(**dict(row))
