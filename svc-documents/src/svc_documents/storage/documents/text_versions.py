"""The dated texts of a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from shared.database import Row, UnitOfWork

TextKind = Literal["original", "amendment", "correction"]
COLUMNS = """
document_id, number, kind, applies_from, title, reason, blocks, plain, content_hash, source_file,
source_name, recorded_at
"""
ADD = f"""
INSERT INTO text_version ({COLUMNS})
SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
FROM text_version WHERE document_id = $1 RETURNING number
"""
# The text of a day is the last one that applies then; a correction replaces what it corrects.
ON_DAY = f"""
SELECT {COLUMNS} FROM text_version
WHERE document_id = $1 AND (applies_from IS NULL OR applies_from <= $2)
ORDER BY applies_from DESC NULLS LAST, number DESC LIMIT 1
"""
# Before the first text applied: the one that applies first, as it was corrected since.
EARLIEST = f"""
SELECT {COLUMNS} FROM text_version WHERE document_id = $1
ORDER BY applies_from NULLS FIRST, number DESC LIMIT 1
"""
ABOUT = """
number, kind, applies_from, title, reason, source_name, recorded_at, length(plain) AS characters
"""
# A page of the versions by key; their texts are left where they are.
LISTED = f"""
SELECT {ABOUT} FROM text_version WHERE document_id = $1 AND number > $2 ORDER BY number LIMIT $3
"""
# Which text applies on a day, or is to apply first; and how many there are (rows of one document).
SAID_ON = """
SELECT number AS version, kind, applies_from, count(*) OVER () AS versions
FROM text_version WHERE document_id = $1
ORDER BY coalesce(applies_from <= $2, true) DESC,
         CASE WHEN applies_from > $2 THEN applies_from END,
         applies_from DESC NULLS LAST, number DESC LIMIT 1
"""
COUNTED = "SELECT count(*) FROM text_version WHERE document_id = $1"
FIRST = f"SELECT {COLUMNS} FROM text_version WHERE document_id = $1 ORDER BY number LIMIT 1"
ONE = f"SELECT {COLUMNS} FROM text_version WHERE document_id = $1 AND number = $2"
ALL = f"SELECT {COLUMNS} FROM text_version WHERE document_id = $1 ORDER BY number"


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One text of a document, from the day it applies; ``blocks`` are its parts in order."""

    document_id: UUID
    number: int
    kind: TextKind
    applies_from: date | None
    title: str
    reason: str
    blocks: list[dict[str, Any]]
    plain: str
    content_hash: bytes
    source_file: str
    source_name: str
    recorded_at: datetime


async def add(work: UnitOfWork, text: TextVersion) -> int:
    """Keep another text; answers its number, given here whatever the text says."""
    row = await work.write(ADD, *_values(work, text))
    return int(row["number"]) if row else 1


async def add_all(work: UnitOfWork, texts: Sequence[TextVersion]) -> None:
    """Keep many texts, those of one document in their order, pipelined."""
    await work.write_many(ADD, [_values(work, one) for one in texts])


def _values(work: UnitOfWork, text: TextVersion) -> Sequence[Any]:
    return (
        text.document_id, text.kind, text.applies_from, text.title, text.reason, text.blocks,
        text.plain, text.content_hash, text.source_file, text.source_name, work.now,
    )  # fmt: skip


async def on_day(work: UnitOfWork, document_id: UUID, day: date) -> TextVersion | None:
    """The text that applied on a day; before the first applied, none."""
    return _text(await work.fetch_row(ON_DAY, document_id, day))


async def first(work: UnitOfWork, document_id: UUID) -> TextVersion | None:
    """The earliest text kept."""
    return _text(await work.fetch_row(FIRST, document_id))


async def earliest(work: UnitOfWork, document_id: UUID) -> TextVersion | None:
    """The text that applies first, as corrected."""
    return _text(await work.fetch_row(EARLIEST, document_id))


async def said_on(work: UnitOfWork, document_id: UUID, day: date) -> Row | None:
    """What is said of the text of a day, without the text."""
    return await work.fetch_row(SAID_ON, document_id, day)


async def listed(work: UnitOfWork, document_id: UUID, after: int, limit: int) -> list[Row]:
    """What is said of the versions after a number, without their texts (one range by key)."""
    return await work.fetch(LISTED, document_id, after, limit)


async def counted(work: UnitOfWork, document_id: UUID) -> int:
    """How many versions there are."""
    row = await work.fetch_row(COUNTED, document_id)
    return int(row["count"]) if row else 0


async def with_number(work: UnitOfWork, document_id: UUID, number: int) -> TextVersion | None:
    """A text by its number."""
    return _text(await work.fetch_row(ONE, document_id, number))


async def of_document(work: UnitOfWork, document_id: UUID) -> list[TextVersion]:
    """All texts in order of their numbers."""
    return [TextVersion(**row) for row in await work.fetch(ALL, document_id)]


def _text(row: Row | None) -> TextVersion | None:
    return None if row is None else TextVersion(**row)
