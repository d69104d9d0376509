"""Rows of one place lie together on the disk, so that asking for a place reads few pages.

They come in no order and move when they are changed; once a night they are laid in order again.
Everybody waits meanwhile: 12 s for a million rows.
"""

from shared.database import Connection

ORDERLY = 0.9
ORDER = """
SELECT correlation FROM pg_stats
WHERE tablename = 'profile_row' AND attname = 'region' AND schemaname = ANY (current_schemas(true))
"""
LAY = "SELECT lay_profile_rows_in_order()"


async def is_orderly(connection: Connection) -> bool:
    """As the server last counted; a table never counted is not."""
    correlation = await connection.fetchval(ORDER)
    return correlation is not None and abs(correlation) >= ORDERLY


async def lay_in_order(connection: Connection) -> None:
    """Write the table anew in the order of places and trades (a function of its owner's)."""
    async with connection.transaction():
        await connection.execute("SET LOCAL statement_timeout = '5min'")
        await connection.execute(LAY)
