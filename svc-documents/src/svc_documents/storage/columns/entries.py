"""Entries of columns as rows."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.domain.columns.entries import Entry

OWN = (
    "entry_id", "column_id", "title", "formed_on", "text", "url", "document_id", "fields",
    "published_on", "changed_on", "late", "version",
)  # fmt: skip
COLUMNS = ", ".join(OWN)
ADD = f"INSERT INTO column_entry ({COLUMNS}) VALUES ({', '.join(f'${n}' for n in range(1, 13))})"
SAVE = f"""
UPDATE column_entry SET {", ".join(f"{name} = ${n}" for n, name in enumerate(OWN[2:], 3))}
WHERE entry_id = $1 AND column_id = $2
"""
FORMERLY = """
INSERT INTO former_entry (entry_id, version, title, text, url, fields, reason, until)
SELECT entry_id, version, title, text, url, fields, $2, $3 FROM column_entry WHERE entry_id = $1
"""
ONE = f"SELECT {COLUMNS} FROM column_entry WHERE column_id = $1 AND entry_id = $2"
LISTED = f"""
SELECT {COLUMNS} FROM column_entry
WHERE column_id = $1 AND published_on IS NOT NULL
  AND ($2::date IS NULL OR (published_on, entry_id) < ($2, $3::uuid))
ORDER BY published_on DESC, entry_id DESC LIMIT $4
"""
COUNTED = "SELECT count(*) FROM column_entry WHERE column_id = $1 AND published_on IS NOT NULL"
FORMER = """
SELECT version, title, text, url, fields, reason, until FROM former_entry
WHERE entry_id = $1 ORDER BY version
"""
WAITING = f"""
SELECT {", ".join(f"e.{name}" for name in OWN)}, c.name, c.organ_name
FROM column_entry e JOIN directory_column c USING (column_id)
WHERE e.published_on IS NULL AND c.region_code = $1 AND ($2::uuid IS NULL OR c.organ_id = $2)
  AND ($3::date IS NULL OR (e.formed_on, e.entry_id) > ($3, $4::uuid))
ORDER BY e.formed_on, e.entry_id LIMIT $5
"""
TIMELINESS = """
SELECT c.organ_name, count(*) AS published, count(*) FILTER (WHERE NOT e.late) AS in_time
FROM column_entry e JOIN directory_column c USING (column_id)
WHERE c.region_code = $1 AND e.published_on BETWEEN $2 AND $3 GROUP BY 1 ORDER BY 1
"""


async def add(work: UnitOfWork, entry: Entry) -> None:
    """Keep a new entry."""
    await work.write(ADD, *_values(entry))


async def save(work: UnitOfWork, entry: Entry) -> None:
    """Write an entry that was read under lock."""
    await work.write(SAVE, *_values(entry))


async def keep_former(work: UnitOfWork, entry_id: UUID, reason: str) -> None:
    """Keep what an entry says until now, before a change is saved."""
    await work.write(FORMERLY, entry_id, reason, work.now)


async def locked(work: UnitOfWork, column_id: str, entry_id: UUID) -> Entry | None:
    """An entry of a column, locked (one row by key)."""
    await work.lock()
    row = await work.fetch_row(f"{ONE} FOR UPDATE", column_id, entry_id)
    return None if row is None else _entry(row)


async def with_id(work: UnitOfWork, column_id: str, entry_id: UUID) -> Entry | None:
    """An entry of a column (one row by key)."""
    row = await work.fetch_row(ONE, column_id, entry_id)
    return None if row is None else _entry(row)


async def listed(
    work: UnitOfWork, column_id: str, after: tuple[date | None, UUID | None], limit: int
) -> list[Row]:
    """What a column has published, the newest first (one index range)."""
    return await work.fetch(LISTED, column_id, *after, limit)


async def counted(work: UnitOfWork, column_id: str) -> int:
    """How much a column has published (counted)."""
    return int(await work.fetch_value(COUNTED, column_id))


async def former(work: UnitOfWork, entry_id: UUID) -> list[Row]:
    """What an entry said before its changes, in order."""
    return await work.fetch(FORMER, entry_id)


async def waiting(
    work: UnitOfWork, region_code: str, organ_id: UUID | None,
    after: tuple[date | None, UUID | None], limit: int,
) -> list[Row]:  # fmt: skip
    """What is formed and not published, the oldest first (a partial index with little in it)."""
    return await work.fetch(WAITING, region_code, organ_id, *after, limit)


async def timeliness(work: UnitOfWork, region_code: str, first: date, last: date) -> list[Row]:
    """How much each organ published in a span, and how much of it in time (counted)."""
    return await work.fetch(TIMELINESS, region_code, first, last)


def _values(entry: Entry) -> Sequence[object]:
    return [getattr(entry, name) for name in OWN]


def _entry(row: Row) -> Entry:
    return Entry(**{name: row[name] for name in OWN})
