"""Documents that a question names outright."""

from uuid import UUID

from shared.database import UnitOfWork
from svc_documents.domain.search.recognising import Named

MOST_NAMED = 200
NAMED = f"""
SELECT document_id FROM document WHERE is_public AND name_keys && $1::text[]
UNION
SELECT document_id FROM document WHERE is_public AND number_key = ANY($2) AND number_key <> ''
UNION
SELECT document_id FROM document
WHERE is_public AND registration_no = ANY($3) AND registration_no <> ''
UNION
SELECT document_id FROM document WHERE $4 <> '' AND is_public AND number_key LIKE $4
    AND number_key <> ''
UNION
SELECT document_id FROM document WHERE $5 <> '' AND is_public AND registration_no LIKE $5
    AND registration_no <> ''
LIMIT {MOST_NAMED}
"""


async def with_names(work: UnitOfWork, named: Named) -> list[UUID]:
    """Public documents with any of these names and numbers; each by an index."""
    rows = await work.fetch(
        NAMED, list(named.names), list(named.numbers), list(named.registrations),
        named.number_like, named.registration_like,
    )  # fmt: skip
    return [row["document_id"] for row in rows]
