"""What published books show, made once for each version; and what is classified."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork

DIGITS = """
SELECT table_code, max(length(code)) AS digits, bool_or(amount <> 0) AS filled
FROM fact WHERE submission_id = $1 AND year = $2 GROUP BY table_code
"""
SENTENCES = """
SELECT table_code, content -> 'sentences' AS sentences FROM sheet
WHERE submission_id = $1 AND kind = 'table' AND table_code IS NOT NULL
"""
PUT = """
INSERT INTO openness_evidence (submission_id, tables, narrative) VALUES ($1, $2, $3)
ON CONFLICT (submission_id) DO NOTHING
"""
# The first publication of a book counts for its period, whatever was corrected later.
PUBLISHED = """
SELECT s.submission_id, s.unit_code, s.book, s.media_type, s.errors,
       e.submission_id IS NOT NULL AS is_noted,
       (SELECT min(f.published_at) FROM submission f
        WHERE (f.unit_code, f.year, f.book) = (s.unit_code, s.year, s.book)
        AND f.published_at IS NOT NULL) AS first_published_at
FROM submission s LEFT JOIN openness_evidence e USING (submission_id)
WHERE s.year = $1 AND s.unit_code = ANY($2::text[]) AND s.state = 'published'
"""
SHOWN = """
SELECT submission_id, tables, narrative FROM openness_evidence
WHERE submission_id = ANY($1::uuid[])
"""
FIRST = """
SELECT unit_code, book, min(published_at) AS first_published_at FROM submission
WHERE year = $1 AND unit_code = ANY($2::text[]) AND published_at IS NOT NULL
GROUP BY unit_code, book HAVING bool_or(state = 'published')
"""
CLASSIFIED = """
SELECT unit_code, item, basis FROM classified_item WHERE year = $1 AND unit_code = ANY($2::text[])
"""
CLASSIFY = """
INSERT INTO classified_item (unit_code, year, item, basis, declared_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (unit_code, year, item) DO UPDATE SET basis = EXCLUDED.basis
"""
DECLASSIFY = """
DELETE FROM classified_item WHERE (unit_code, year, item) = ($1, $2, $3) RETURNING item
"""


async def digits(work: UnitOfWork, submission_id: UUID, year: int) -> Mapping[str, Row]:
    """How deep the codes of each table go, and whether it holds anything (a range of facts)."""
    rows = await work.fetch(DIGITS, submission_id, year)
    return {row["table_code"]: row for row in rows}


async def sentences(work: UnitOfWork, submission_id: UUID) -> Mapping[str, list[str]]:
    """What stands around each table (some thirty rows)."""
    rows = await work.fetch(SENTENCES, submission_id)
    return {row["table_code"]: row["sentences"] or [] for row in rows}


async def put(
    work: UnitOfWork, submission_id: UUID, tables: Mapping[str, Any], narrative: str
) -> None:
    """Keep what a version shows."""
    await work.write(PUT, submission_id, tables, narrative)


async def published(work: UnitOfWork, year: int, units: Sequence[str]) -> list[Row]:
    """What is published of some units' year (some rows a unit)."""
    return await work.fetch(PUBLISHED, year, list(units))


async def shown(work: UnitOfWork, submissions: Sequence[UUID]) -> Mapping[UUID, Row]:
    """What versions show; it never changes (rows by key)."""
    rows = await work.fetch(SHOWN, list(submissions))
    return {row["submission_id"]: row for row in rows}


async def first_published(work: UnitOfWork, year: int, units: Sequence[str]) -> list[Row]:
    """When each book of some units' year that is public was first published (some rows a unit)."""
    return await work.fetch(FIRST, year, list(units))


async def classified(work: UnitOfWork, year: int, units: Sequence[str]) -> list[Row]:
    """What units state to be secret, with the basis (listed)."""
    return await work.fetch(CLASSIFIED, year, list(units))


async def classify(work: UnitOfWork, unit: str, year: int, item: str, basis: str) -> None:
    """Keep that an item is secret."""
    await work.write(CLASSIFY, unit, year, item, basis, work.now)


async def declassify(work: UnitOfWork, unit: str, year: int, item: str) -> bool:
    """Forget that an item is secret; False when it was not."""
    return await work.write(DECLASSIFY, unit, year, item) is not None
