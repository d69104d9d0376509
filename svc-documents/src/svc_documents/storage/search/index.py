"""The index: a document's rows are made from it and its text, within the work that changed them.

What lists filter by (effect, organ, ...) is copied by a trigger of the document's
row, whoever writes it; here is only what the text gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.database import UnitOfWork

COPIED = """
coalesce(issued_on, '0001-01-01'), document_class, kind, category, theme, region_code,
organ_name || joint_organs, force_from, force_until, end_cause, amended_on, suspended
"""
PUT = f"""
INSERT INTO search_part (document_id, part, text_number, content_hash, title_length, listed_on,
    document_class, kind, category, theme, region_code, organs, force_from, force_until, end_cause,
    amended_on, suspended, title, words)
SELECT document_id, $2, $3, $4, $5, {COPIED}, $6::text::tsvector, $7::text::tsvector
FROM document WHERE document_id = $1
ON CONFLICT (document_id, part) DO UPDATE SET text_number = EXCLUDED.text_number,
    content_hash = EXCLUDED.content_hash, title_length = EXCLUDED.title_length,
    title = EXCLUDED.title, words = EXCLUDED.words
"""
PUT_GIST = """
INSERT INTO search_gist (document_id, gist) VALUES ($1, array_to_tsvector($2))
ON CONFLICT (document_id) DO UPDATE SET gist = EXCLUDED.gist
"""
DROP_PARTS = "DELETE FROM search_part WHERE document_id = $1 AND part > $2"
DROP_GIST = "DELETE FROM search_gist WHERE document_id = $1"
# The text that is found by is the one that applies on the day, or the earliest there will be.
TEXT = """
SELECT d.title AS name, coalesce(v.number, 0) AS number, coalesce(v.plain, '') AS plain,
       sha256(convert_to(d.title, 'UTF8') || coalesce(v.content_hash, '')) AS hash, d.is_public
FROM document d LEFT JOIN LATERAL (
    SELECT number, plain, content_hash FROM text_version t WHERE t.document_id = d.document_id
    ORDER BY coalesce(applies_from <= $2, true) DESC,
             CASE WHEN applies_from > $2 THEN applies_from END,
             applies_from DESC NULLS LAST, number DESC LIMIT 1
) v ON true WHERE d.document_id = $1
"""
# Documents in order of their ids, whose rows are not those of their title and text of the day.
STALE = """
SELECT d.document_id, d.is_public AND p.document_id IS NOT NULL AS held,
       (d.is_public AND (p.content_hash IS DISTINCT FROM
            sha256(convert_to(d.title, 'UTF8') || coalesce(v.content_hash, ''))
            OR g.document_id IS NULL))
       OR (NOT d.is_public AND p.document_id IS NOT NULL) AS stale
FROM document d
LEFT JOIN search_part p ON p.document_id = d.document_id AND p.part = 1
LEFT JOIN search_gist g ON g.document_id = d.document_id
LEFT JOIN LATERAL (
    SELECT content_hash FROM text_version t WHERE t.document_id = d.document_id
    ORDER BY coalesce(applies_from <= $2, true) DESC,
             CASE WHEN applies_from > $2 THEN applies_from END,
             applies_from DESC NULLS LAST, number DESC LIMIT 1
) v ON true
WHERE d.document_id > $1 ORDER BY d.document_id LIMIT $3
"""


@dataclass(frozen=True, slots=True)
class Indexed:
    """The title and text a document is found by; ``hash`` says when they become others."""

    title: str
    number: int
    plain: str
    hash: bytes
    is_public: bool


async def text_of(work: UnitOfWork, document_id: UUID, day: date) -> Indexed | None:
    """What a document is found by on a day (its row and one text by key)."""
    row = await work.fetch_row(TEXT, document_id, day)
    if row is None:
        return None
    return Indexed(row["name"], row["number"], row["plain"], row["hash"], row["is_public"])


async def put(
    work: UnitOfWork, document_id: UUID, text: Indexed, title: str,
    parts: Sequence[str], gist: Sequence[str],
) -> None:  # fmt: skip
    """Keep a document's rows; what an earlier text had more goes."""
    known = (text.number, text.hash, min(len(text.title), 32_767), title)
    rows = [(document_id, n, *known, words) for n, words in enumerate(parts, 1)]
    await work.write_many(PUT, rows)
    await work.write(DROP_PARTS, document_id, len(parts))
    await work.write(PUT_GIST, document_id, list(gist))


async def drop(work: UnitOfWork, document_id: UUID) -> None:
    """A document is found no longer."""
    await work.write(DROP_PARTS, document_id, 0)
    await work.write(DROP_GIST, document_id)


async def stale_after(
    work: UnitOfWork, last: UUID, day: date, limit: int
) -> tuple[list[UUID], UUID | None]:
    """Of so many documents after one, those whose rows are not right; and the last looked at.

    Walks the documents by key, one text of each: 5,000 cost about 60 ms.
    """
    rows = await work.fetch(STALE, last, day, limit)
    stale = [row["document_id"] for row in rows if row["stale"]]
    return stale, rows[-1]["document_id"] if rows else None
