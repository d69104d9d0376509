"""How often documents are read, by day and in all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork

# One statement for all that was counted, rows in one order whoever writes them.
ADD = """
WITH counted AS MATERIALIZED (
    SELECT document_id, n FROM unnest($1::uuid[], $2::bigint[]) AS c (document_id, n)
    JOIN document d USING (document_id) WHERE d.is_public ORDER BY document_id
), by_day AS (
    INSERT INTO document_view_day AS v (document_id, day, views)
    SELECT document_id, $3, n FROM counted
    ON CONFLICT (document_id, day) DO UPDATE SET views = v.views + EXCLUDED.views
)
INSERT INTO document_views AS v (document_id, views, counted_at)
SELECT document_id, n, $4 FROM counted
ON CONFLICT (document_id) DO UPDATE
SET views = v.views + EXCLUDED.views, counted_at = EXCLUDED.counted_at
"""
OF_DOCUMENT = """
SELECT views, counted_at, (
    SELECT coalesce(sum(views), 0) FROM document_view_day d
    WHERE d.document_id = v.document_id AND day > $2::date - 30
)::bigint AS last_30_days FROM document_views v WHERE document_id = $1
"""
MOST_VIEWED = """
SELECT d.document_id, d.title, d.document_no, d.organ_name, d.issued_on, seen.views
FROM (
    SELECT document_id, sum(views)::bigint AS views FROM document_view_day
    WHERE day > $1::date - $2::int GROUP BY document_id
) seen JOIN document d USING (document_id)
WHERE d.is_public AND ($3::bigint IS NULL OR (seen.views, d.document_id) < ($3, $4::uuid))
ORDER BY seen.views DESC, d.document_id DESC LIMIT $5
"""


@dataclass(frozen=True, slots=True)
class Views:
    """How often a document was read, and when that was last counted."""

    views: int = 0
    counted_at: datetime | None = None
    last_30_days: int = 0


async def add(work: UnitOfWork, counted: Mapping[UUID, int], day: date) -> None:
    """Add what was counted: one statement, two rows by key for each document."""
    await work.write(ADD, list(counted), list(counted.values()), day, work.now)


async def of_document(work: UnitOfWork, document_id: UUID, today: date) -> Views:
    """The views of a document (one row by key, and its days of a month)."""
    row = await work.fetch_row(OF_DOCUMENT, document_id, today)
    return Views(**row) if row else Views()


async def most_viewed(
    work: UnitOfWork, today: date, days: int, after: Sequence[Any], limit: int
) -> list[Row]:
    """The most read documents of some days (sums the rows of those days)."""
    return await work.fetch(MOST_VIEWED, today, days, *after, limit)
