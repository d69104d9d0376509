"""The whole library as one file a week: what goes in, and which files there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.storage.documents.documents import COLUMNS as DOCUMENT

COLUMNS = "archive_id, made_on, documents, size, sha256, file_key, made_at"
ADD = f"""
INSERT INTO library_archive ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (made_on) DO NOTHING RETURNING archive_id
"""
LATEST = "SELECT max(made_on) FROM library_archive"
LISTED = f"""
SELECT {COLUMNS} FROM library_archive WHERE ($1::date IS NULL OR made_on < $1)
ORDER BY made_on DESC LIMIT $2
"""
ONE = f"SELECT {COLUMNS} FROM library_archive WHERE archive_id = $1"
CONTENT = f"""
SELECT {DOCUMENT}, coalesce(e.address, '') AS source_address, (
    SELECT coalesce(jsonb_agg(jsonb_build_object('number', number, 'kind', kind, 'title', title,
        'applies_from', applies_from, 'reason', reason, 'text', plain) ORDER BY number), '[]')
    FROM text_version v WHERE v.document_id = d.document_id
) AS texts
FROM document d LEFT JOIN LATERAL (
    SELECT address FROM library_entry l WHERE l.document_id = d.document_id
) e ON true
WHERE is_public AND document_id > $1 ORDER BY document_id LIMIT $2
"""


@dataclass(frozen=True, slots=True)
class Archive:
    """One week's file."""

    archive_id: UUID
    made_on: date
    documents: int
    size: int
    sha256: str
    file_key: str
    made_at: datetime


async def add(work: UnitOfWork, archive: Archive) -> bool:
    """Keep a file; False when this day has one already."""
    values: Sequence[Any] = [getattr(archive, name) for name in Archive.__slots__]
    return await work.write(ADD, *values) is not None


async def latest_day(work: UnitOfWork) -> date | None:
    """The day of the last one."""
    day: date | None = await work.fetch_value(LATEST)
    return day


async def listed(work: UnitOfWork, before: date | None, limit: int) -> list[Archive]:
    """The files, the newest first (a walk along the index)."""
    return [Archive(**row) for row in await work.fetch(LISTED, before, limit)]


async def with_id(work: UnitOfWork, archive_id: UUID) -> Archive | None:
    """One of them."""
    row = await work.fetch_row(ONE, archive_id)
    return Archive(**row) if row else None


async def content_after(work: UnitOfWork, document_id: UUID, limit: int) -> list[Row]:
    """Public documents with all their texts, after one (a walk along the key)."""
    return await work.fetch(CONTENT, document_id, limit)
