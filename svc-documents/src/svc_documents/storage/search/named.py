"""Documents that a question names outright."""

from uuid import UUID

from shared.database import UnitOfWork
from svc_documents.domain.search.recognising import Named

MOST_NAMED = 200
HELD = """
SELECT number_key AS key FROM document
WHERE is_public AND number_key = ANY($1) AND number_key <> ''
UNION
SELECT registration_no FROM document
WHERE is_public AND registration_no = ANY($2) AND registration_no <> ''
"""
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
    """Public documents with any of these names and numbers; each by an index.

    Of the keys that a number may have only the likeliest that some document has is meant, and no
    registration that goes on where a whole one ends (HNPR-2019-01100, HNPR-2019-011000).
    """
    numbers, whole = list(named.number_keys), list(named.registrations)
    rows = await work.fetch(HELD, numbers, whole) if numbers or whole else []
    held = {row["key"] for row in rows}
    beginning = "" if held.intersection(whole) else named.registration_like
    rows = await work.fetch(
        NAMED, list(named.names), named.meant(held), whole, named.number_like, beginning,
    )  # fmt: skip
    return [row["document_id"] for row in rows]
