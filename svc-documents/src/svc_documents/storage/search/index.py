"""The index: a document's rows are made from it and its text, within the work that changed them.

What lists filter by (effect, organ, ...) is copied by a trigger of the document's
row, whoever writes it; here is only what the text gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
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
TEXTS = """
SELECT d.document_id, d.title AS name, coalesce(v.number, 0) AS number,
       coalesce(v.plain, '') AS plain,
       sha256(convert_to(d.title, 'UTF8') || coalesce(v.content_hash, '')) AS hash, d.is_public
FROM document d LEFT JOIN LATERAL (
    SELECT number, plain, content_hash FROM text_version t WHERE t.document_id = d.document_id
    ORDER BY coalesce(applies_from <= $2, true) DESC,
             CASE WHEN applies_from > $2 THEN applies_from END,
             applies_from DESC NULLS LAST, number DESC LIMIT 1
) v ON true WHERE d.document_id = ANY($1)
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

    document_id: UUID
    title: str
    number: int
    plain: str
    hash: bytes
    is_public: bool


class IndexRows(NamedTuple):
    """What is kept of a document: its title and the parts of its text as vectors, its gist."""

    text: Indexed
    title: str
    parts: Sequence[str]
    gist: Sequence[str]


async def texts_of(work: UnitOfWork, document_ids: Sequence[UUID], day: date) -> list[Indexed]:
    """What documents are found by on a day (their rows and one text each, by key)."""
    return [
        Indexed(
            row["document_id"], row["name"], row["number"], row["plain"], row["hash"],
            row["is_public"],
        )
        for row in await work.fetch(TEXTS, list(document_ids), day)
    ]  # fmt: skip


async def put(work: UnitOfWork, rows: Sequence[IndexRows]) -> None:
    """Keep the rows of documents, pipelined; what an earlier text had more goes."""
    parts = [
        (one.text.document_id, n, one.text.number, one.text.hash, len(one.text.title), one.title,
         words)
        for one in rows for n, words in enumerate(one.parts, 1)
    ]  # fmt: skip
    await work.write_many(PUT, parts)
    await work.write_many(DROP_PARTS, [(one.text.document_id, len(one.parts)) for one in rows])
    await work.write_many(PUT_GIST, [(one.text.document_id, list(one.gist)) for one in rows])


async def drop(work: UnitOfWork, document_ids: Sequence[UUID]) -> None:
    """Documents are found no longer."""
    await work.write_many(DROP_PARTS, [(one, 0) for one in document_ids])
    await work.write_many(DROP_GIST, [(one,) for one in document_ids])


async def stale_after(
    work: UnitOfWork, last: UUID, day: date, limit: int
) -> tuple[list[UUID], UUID | None]:
    """Of so many documents after one, those whose rows are not right; and the last looked at.

    Walks the documents by key, one text of each: 5,000 cost about 60 ms.
    """
    rows = await work.fetch(STALE, last, day, limit)
    stale = [row["document_id"] for row in rows if row["stale"]]
    return stale, rows[-1]["document_id"] if rows else None
