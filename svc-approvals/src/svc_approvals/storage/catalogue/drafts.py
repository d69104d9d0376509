"""Drafts of matters: one for each code, of the region that edits it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.database import Row, StaleAggregate, UnitOfWork

READ = """
SELECT code, region_code, definition, version, saved_at, saved_by
FROM matter_draft WHERE code = $1
"""
LIST = """
SELECT code, definition->>'name' AS name, version, saved_at, saved_by FROM matter_draft
WHERE region_code = $1 AND ($2::text IS NULL OR code > $2) ORDER BY code LIMIT $3
"""
COUNT = "SELECT count(*) FROM matter_draft WHERE region_code = $1"
PUT = """
INSERT INTO matter_draft (code, region_code, definition, saved_at, saved_by)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (code) DO UPDATE SET definition = EXCLUDED.definition, saved_at = EXCLUDED.saved_at,
    saved_by = EXCLUDED.saved_by, region_code = EXCLUDED.region_code,
    version = matter_draft.version + 1
WHERE $6::int IS NULL OR matter_draft.version = $6
RETURNING version
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A definition being worked on, sound or not; ``version`` is what writers compare."""

    code: str
    region_code: str
    definition: dict[str, Any]
    version: int
    saved_at: datetime
    saved_by: str


async def read(work: UnitOfWork, code: str, *, lock: bool = False) -> Draft | None:
    """The draft of a code (one row); locked for a writer."""
    row = await work.fetch_row(READ + (" FOR UPDATE" if lock else ""), code)
    return None if row is None else Draft(**row)


async def list_drafts(
    work: UnitOfWork, region_code: str, after: str | None, limit: int
) -> list[Row]:
    """The drafts of a region in order of code (listed)."""
    return await work.fetch(LIST, region_code, after, limit)


async def count_drafts(work: UnitOfWork, region_code: str) -> int:
    """How many drafts a region has (counted)."""
    return int(await work.fetch_value(COUNT, region_code))


async def save(
    work: UnitOfWork,
    code: str,
    region_code: str,
    definition: dict[str, Any],
    by: str,
    *,
    over: int | None = None,
) -> Draft:
    """Keep a definition as the draft of its code; with ``over`` only in place of that version.

    StaleAggregate when somebody was faster.
    """
    row = await work.write(PUT, code, region_code, definition, work.now, by, over)
    if row is None:
        raise StaleAggregate
    return Draft(code, region_code, definition, row["version"], work.now, by)
