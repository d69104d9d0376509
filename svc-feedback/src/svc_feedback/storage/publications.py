"""Published months as they are kept: one row a version, by key."""

from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.statistics.publications import Publication

NAMES = [field.name for field in fields(Publication)]
COLUMNS = ", ".join(NAMES)
ADD = f"""
INSERT INTO publication ({COLUMNS}) VALUES ({", ".join(f"${i}" for i in range(1, len(NAMES) + 1))})
"""
BY_ID = f"SELECT {COLUMNS} FROM publication WHERE publication_id = $1"
NEWEST = """
SELECT coalesce(max(version), 0) FROM publication WHERE region_code = $1 AND month = $2
"""
SIGN = """
UPDATE publication SET signed_by = $2, signed_at = $3, signature = $4 WHERE publication_id = $1
"""
LISTED = f"""
SELECT {COLUMNS} FROM publication
WHERE signed_at IS NOT NULL AND ($1::text = '' OR region_code = $1)
  AND ($2::date IS NULL OR (month, publication_id) < ($2, $3))
ORDER BY month DESC, publication_id DESC LIMIT $4
"""
COUNTED = """
SELECT count(*) FROM publication WHERE signed_at IS NOT NULL AND ($1 = '' OR region_code = $1)
"""


async def newest_version(work: UnitOfWork, region: str, month: date) -> int:
    """The number of the last version of a month; 0 when there is none."""
    return int(await work.fetch_value(NEWEST, region, month))


async def add(work: UnitOfWork, one: Publication) -> None:
    """Keep a new version; the same version twice is a UniqueViolation."""
    await work.write(ADD, *(getattr(one, name) for name in NAMES))


async def by_id(
    work: UnitOfWork, publication_id: UUID, *, locked: bool = False
) -> Publication | None:
    """One version, locked until the end of the work if asked for."""
    row = await work.fetch_row(BY_ID + (" FOR UPDATE" if locked else ""), publication_id)
    return None if row is None else _publication(row)


async def sign(work: UnitOfWork, one: Publication) -> None:
    """Keep who signed it off."""
    await work.write(SIGN, one.publication_id, one.signed_by, one.signed_at, one.signature)


async def listed(
    work: UnitOfWork, region: str, after: tuple[date | None, UUID | None], limit: int
) -> list[Publication]:
    """What is published, the newest month first."""
    return [_publication(row) for row in await work.fetch(LISTED, region, *after, limit)]


async def counted(work: UnitOfWork, region: str) -> int:
    """How many versions are published."""
    return int(await work.fetch_value(COUNTED, region))


def _publication(row: Row) -> Publication:
    known: dict[str, Any] = dict(row)
    return Publication(**known)
