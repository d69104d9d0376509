"""A new data key: what older keys encrypted is encrypted anew, beside the running service.

Each batch is a transaction of its own that waits for nobody: a row somebody else holds is left
for the next pass, and what was done stays done when the command is stopped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.database import Connection, Row
from shared.encrypted import EncryptedColumn
from shared.personal_data import PersonalData, Unreadable

BATCH = 500
NAMED = 10


@dataclass(frozen=True, slots=True)
class Pass:
    """What one walk over a column came to; some of the cells nobody can read are named."""

    rewritten: int
    unreadable: tuple[str, ...]


async def manners(connection: Connection, column: EncryptedColumn) -> Mapping[str, int]:
    """How many values were written how: ``v1|AES-256-GCM|1a2b3c4d`` (counted over the table)."""
    rows = await connection.fetch(f"""
        SELECT array_to_string((string_to_array("{column.name}", '|'))[:3], '|') AS manner,
               count(*) AS number
        FROM "{column.table}" WHERE "{column.name}" <> '' GROUP BY 1 ORDER BY 1
    """)
    return {row["manner"]: row["number"] for row in rows}


async def rewrite(
    connection: Connection, column: EncryptedColumn, secrets: PersonalData, batch: int = BATCH
) -> Pass:
    """Walk the table once by its key and write anew whatever is not in the present manner."""
    rewritten, unreadable, after = 0, list[str](), None
    while True:
        async with connection.transaction():
            rows = await _next(connection, column, secrets, after, batch)
            anew, broken = _anew(column, rows, secrets)
            await connection.executemany(_write(column), anew)
        rewritten, unreadable = rewritten + len(anew), (unreadable + broken)[:NAMED]
        if len(rows) < batch:
            return Pass(rewritten, tuple(unreadable))
        after = _key(column, rows[-1])


async def _next(
    connection: Connection,
    column: EncryptedColumn,
    secrets: PersonalData,
    after: Sequence[object] | None,
    batch: int,
) -> list[Row]:
    key = ", ".join(f'"{name}"' for name in column.key)
    places = ", ".join(f"${number}" for number in range(3, 3 + len(column.key)))
    return await connection.fetch(
        f"""
        SELECT {key}, "{column.name}" FROM "{column.table}"
        WHERE "{column.name}" <> '' AND NOT starts_with("{column.name}", $1)
          {f"AND ({key}) > ({places})" if after else ""}
        ORDER BY {key} LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
        """,
        f"{secrets.manner}|", batch, *(after or ()),
    )  # fmt: skip


def _anew(
    column: EncryptedColumn, rows: Sequence[Row], secrets: PersonalData
) -> tuple[list[tuple[object, ...]], list[str]]:
    anew, broken = list[tuple[object, ...]](), list[str]()
    for row in rows:
        try:
            token = secrets.reencrypt(row[column.name], column.cell(row[column.key[0]]))
        except Unreadable as fault:
            broken.append(str(fault))
        else:
            anew.append((token, *_key(column, row)))
    return anew, broken


def _write(column: EncryptedColumn) -> str:
    row = " AND ".join(f'"{name}" = ${number}' for number, name in enumerate(column.key, start=2))
    return f'UPDATE "{column.table}" SET "{column.name}" = $1 WHERE {row}'


def _key(column: EncryptedColumn, row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in column.key)
