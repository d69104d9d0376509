"""What a service holds of one person: handed out whole, and erased as far as the law lets it go.

A service declares its tables (``storage/persons.py``); 个人信息保护法 art. 45 (export), 47
(erasure; not what a law wants kept). Both are done by command for whoever asked in writing.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from shared.database import Row, UnitOfWork
from shared.encrypted import EncryptedColumn, encrypted_columns
from shared.personal_data import PersonalData

UNTOLD = ("_index", "_hash", "_digest")  # ends of columns that say nothing to anybody
ANSWERED = "DELETE FROM answered_request WHERE actor = $1::uuid::text"
ARCHIVES = "办事档案，保存期满前依照档案法不得删除"


@dataclass(frozen=True, slots=True)
class Held:
    """Rows of one table that are about a person; they go at erasure, unless said otherwise.

    ``of`` finds them, $1 being the account. ``kept`` says why they stay (no erasure).
    ``becomes`` changes columns instead: what each becomes, as SQL. ``hides`` names encrypted
    columns and the columns of masked text that take their place. ``files`` is the column that says
    where an uploaded file lies, which goes with its row.
    """

    table: str
    of: str = "account_id = $1"
    kept: str = ""
    becomes: Mapping[str, str] = field(default_factory=dict)
    hides: Mapping[str, str] = field(default_factory=dict)
    files: str = ""

    @property
    def goes(self) -> bool:
        """Whether the rows themselves are deleted."""
        return not (self.kept or self.becomes or self.hides)


Also = Callable[[UnitOfWork, UUID], Awaitable[None]]


async def nothing_else(_work: UnitOfWork, _account_id: UUID) -> None:
    """Erasing rows is all."""


@dataclass(frozen=True, slots=True)
class Persons:
    """All that a service holds of persons, in the order in which rows can go.

    ``also`` is done at erasure besides, before rows go. ``apart`` are tables that look as if
    they belonged here, and why they do not.
    """

    held: Sequence[Held]
    also: Also = nothing_else
    apart: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of the rows of a table: how many went, changed or stayed, and why.

    ``files`` are the keys of those that have to go too.
    """

    table: str
    rows: int
    held: Held
    files: Sequence[str] = ()


async def exported(
    work: UnitOfWork, persons: Persons, account_id: UUID, tables: sa.MetaData, data: PersonalData
) -> dict[str, list[dict[str, Any]]]:
    """Every row, decrypted, by table and key; digests and indexes say nothing and are left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for held in persons.held:
        columns = [one for one in encrypted_columns(tables) if one.table == held.table]
        order = ", ".join(f'"{one.name}"' for one in tables.tables[held.table].primary_key)
        rows = await work.fetch(
            f'SELECT * FROM "{held.table}" WHERE {held.of} ORDER BY {order}', account_id
        )
        found.setdefault(held.table, []).extend(_shown(row, columns, data) for row in rows)
    return {table: rows for table, rows in found.items() if rows}


def _shown(row: Row, columns: Sequence[EncryptedColumn], data: PersonalData) -> dict[str, Any]:
    shown = {
        name: _plain(value)
        for name, value in row.items()
        if not (isinstance(value, bytes) or name.endswith(UNTOLD))
    }
    for column in columns:
        if token := row[column.name]:
            shown[column.name] = data.decrypt(token, column.cell(row[column.key[0]]))
    return shown


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


async def erased(
    work: UnitOfWork, persons: Persons, account_id: UUID, tables: sa.MetaData, data: PersonalData
) -> list[Erased]:
    """Erase what may go, answers kept for repeated requests too; tell what became of it all."""
    await persons.also(work, account_id)
    await work.write(ANSWERED, account_id)
    return [await _erase(work, held, account_id, tables, data) for held in persons.held]


async def _erase(
    work: UnitOfWork, held: Held, account_id: UUID, tables: sa.MetaData, data: PersonalData
) -> Erased:
    table = f'"{held.table}"'
    if held.goes:
        told = held.files or "NULL"
        rows = await work.write_rows(
            f"DELETE FROM {table} WHERE {held.of} RETURNING {told}", account_id
        )
        return Erased(held.table, len(rows), held, [row[0] for row in rows if row[0]])
    rows = await work.fetch(f"SELECT * FROM {table} WHERE {held.of}", account_id)
    for column in encrypted_columns(tables):
        if column.table == held.table and column.name in held.hides:
            await _hide(work, column, held.hides[column.name], rows, data)
    if held.becomes:
        changed = ", ".join(f'"{name}" = {value}' for name, value in held.becomes.items())
        await work.write(f"UPDATE {table} SET {changed} WHERE {held.of}", account_id)
    return Erased(held.table, len(rows), held)


async def _hide(
    work: UnitOfWork, column: EncryptedColumn, masked: str, rows: Sequence[Row], data: PersonalData
) -> None:
    """What was said in full is said masked from now on, for those too who may read it in full."""
    key = column.key[0]
    changed = [
        (data.encrypt(row[masked], column.cell(row[key])), row[key])
        for row in rows
        if row[column.name]
    ]
    await work.write_many(
        f'UPDATE "{column.table}" SET "{column.name}" = $1 WHERE "{key}" = $2', changed
    )
