"""Sheets of a version: what was recognised, and what was not."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork

OWN = ("position", "name", "kind", "table_code", "title", "unit", "quantum")
ADD = f"""
INSERT INTO sheet (submission_id, {", ".join(OWN)}, content)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
FORGET = "DELETE FROM sheet WHERE submission_id = $1"
COPY = f"""
INSERT INTO sheet (submission_id, {", ".join(OWN)}, content)
SELECT $2, {", ".join(OWN)}, content FROM sheet WHERE submission_id = $1
"""
LISTED = f"SELECT {', '.join(OWN)} FROM sheet WHERE submission_id = $1 ORDER BY position"
WHOLE = f"SELECT {', '.join(OWN)}, content FROM sheet WHERE submission_id = $1"
OF_KIND = f"{WHOLE} AND kind = $2 ORDER BY position"
OF_TABLE = f"{WHOLE} AND table_code = $2"
OF_VERSIONS = """
SELECT submission_id, position, name, table_code, title, unit FROM sheet
WHERE submission_id = ANY ($1::uuid[]) AND kind = 'table' ORDER BY submission_id, position
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it is kept; kind: table, narrative or unknown."""

    position: int
    name: str
    kind: str
    content: Any
    table_code: str | None = None
    title: str = ""
    unit: str = ""
    quantum: int = 0


async def replace(work: UnitOfWork, submission_id: UUID, sheets: Iterable[Sheet]) -> None:
    """Keep these sheets instead of whatever there was."""
    await work.write(FORGET, submission_id)
    await work.write_many(
        ADD,
        [
            (submission_id, *(getattr(one, name) for name in OWN), one.content)
            for one in sheets
        ],
    )  # fmt: skip


async def copy(work: UnitOfWork, source: UUID, target: UUID) -> None:
    """Give a version the sheets of another, instead of its own."""
    await work.write(FORGET, target)
    await work.write(COPY, source, target)


async def listed(work: UnitOfWork, submission_id: UUID) -> list[Row]:
    """The sheets in their order, without content (some thirty rows)."""
    return await work.fetch(LISTED, submission_id)


async def of_kind(work: UnitOfWork, submission_id: UUID, kind: str) -> list[Row]:
    """The sheets of a kind with their content (some hundred kilobytes)."""
    return await work.fetch(OF_KIND, submission_id, kind)


async def of_table(work: UnitOfWork, submission_id: UUID, table_code: str) -> Row | None:
    """One table with its content (one row by key)."""
    return await work.fetch_row(OF_TABLE, submission_id, table_code)


async def of_versions(work: UnitOfWork, submission_ids: list[UUID]) -> list[Row]:
    """The tables of some versions, without content (some dozens of rows)."""
    return await work.fetch(OF_VERSIONS, submission_ids)
