"""Code of the schema before: what it says to its tables, and what it was promised.

The statements name every column that was there, as code of that day may: read, insert,
change and remove. They are prepared once and go on running while the schema moves on.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg

COLUMNS = """
SELECT c.oid::regclass::text AS place, c.oid, a.attname AS name,
    format_type(a.atttypid, a.atttypmod) AS type,
    a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AND a.attgenerated = '' AS demanded,
    a.attgenerated = '' AND a.attidentity = '' AS written
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relname <> 'alembic_version'
ORDER BY place, a.attnum
"""
CONSTRAINTS = """
SELECT k.conrelid::regclass::text AS place, pg_get_constraintdef(k.oid) AS demand,
    ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = k.conrelid
        AND attnum = ANY (k.conkey)) AS names
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relispartition AND k.contype <> 'n'
"""
RIGHTS = """
SELECT has_table_privilege($1::oid, 'INSERT') AS insert,
    has_table_privilege($1::oid, 'UPDATE') AS update,
    has_table_privilege($1::oid, 'DELETE') AS delete
"""


@dataclass(frozen=True)
class Promises:
    """What code may rely on (tables with their columns), and what it has to obey."""

    columns: dict[tuple[str, str], str]
    demanded: frozenset[tuple[str, str]]
    constraints: frozenset[tuple[str, str, tuple[str, ...]]]

    def broken_by(self, later: "Promises") -> list[str]:
        """What later schema takes away from code of this one, or asks of it besides."""
        tables = {place for place, _ in self.columns}
        gone = [
            f"{place}.{name} was {kind}, is {later.columns.get((place, name), 'gone')}"
            for (place, name), kind in self.columns.items()
            if later.columns.get((place, name)) != kind
        ]
        asked = [
            f"{place}.{name} has to be given"
            for place, name in sorted(later.demanded - self.demanded)
            if place in tables
        ]
        held = [
            f"{place}: {demand}"
            for place, demand, names in sorted(later.constraints - self.constraints)
            if any((place, name) in self.columns for name in names)
        ]
        return gone + asked + held


async def promises_of(connection: asyncpg.Connection) -> Promises:
    """Read from the catalogue of a database."""
    columns = await connection.fetch(COLUMNS)
    constraints = await connection.fetch(CONSTRAINTS)
    return Promises(
        {(row["place"], row["name"]): row["type"] for row in columns},
        frozenset((row["place"], row["name"]) for row in columns if row["demanded"]),
        frozenset((row["place"], row["demand"], tuple(row["names"])) for row in constraints),
    )


async def statements_of(connection: asyncpg.Connection) -> list[str]:
    """What the service's role may say to its tables, naming all their columns."""
    tables: dict[tuple[str, int], list[Any]] = {}
    for row in await connection.fetch(COLUMNS):
        tables.setdefault((row["place"], row["oid"]), []).append(row)
    said: list[str] = []
    for (place, oid), columns in tables.items():
        rights = await connection.fetchrow(RIGHTS, oid)
        said += _statements(place, columns, rights)
    return said


def _statements(place: str, columns: list[Any], rights: Any) -> list[str]:
    every = ", ".join(f'"{column["name"]}"' for column in columns)
    written = [f'"{column["name"]}"' for column in columns if column["written"]]
    names, first = ", ".join(written), written[0]
    said = [f"SELECT {every} FROM {place} LIMIT 1"]
    if rights["insert"]:
        said.append(f"INSERT INTO {place} ({names}) SELECT {names} FROM {place} WHERE false")
    if rights["update"]:
        said.append(f"UPDATE {place} SET {first} = {first} WHERE false")
    if rights["delete"]:
        said.append(f"DELETE FROM {place} WHERE false")
    return said


class OldCode:
    """A connection of the service that keeps saying what it always said."""

    def __init__(self, prepared: dict[str, Any]) -> None:
        self._prepared = prepared
        self.rounds = 0
        self.may_stop = False
        self.refused: dict[str, str] = {}

    async def say_everything(self) -> None:
        """Each statement once; what is refused is kept."""
        for text, statement in self._prepared.items():
            try:
                await statement.fetch()
            except asyncpg.PostgresError as refusal:
                self.refused[text] = str(refusal)
        self.rounds += 1

    async def say_it_again_and_again(self) -> None:
        """Until it may stop; a last time then."""
        while not self.may_stop:
            await self.say_everything()
            await asyncio.sleep(0)  # a schema without tables has nothing to say
        await self.say_everything()


@asynccontextmanager
async def old_code_running(dsn: str) -> AsyncIterator[OldCode]:
    """Code of the present schema, which says everything once before, during and after a block."""
    connection = await asyncpg.connect(dsn)
    try:
        said = await statements_of(connection)
        old = OldCode({text: await connection.prepare(text) for text in said})
        await old.say_everything()
        async with asyncio.TaskGroup() as running:
            running.create_task(old.say_it_again_and_again())
            try:
                yield old
            finally:
                old.may_stop = True
    finally:
        await connection.close()
