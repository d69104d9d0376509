"""The pool of a service: who has waited longest for a connection is given the next one.

asyncpg's own pool lets whoever comes at the right moment overtake those who wait; under load some
then wait for seconds.
"""

import asyncio
from typing import Any, TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

Lent: TypeAlias = "PoolConnectionProxy[asyncpg.Record]"


class FairPool(asyncpg.Pool):
    """asyncpg's pool behind a queue in which nobody overtakes."""

    def __init__(self, dsn: str, *, max_size: int, **options: Any) -> None:
        super().__init__(dsn, max_size=max_size, **{**DEFAULTS, **options})
        self._turns = asyncio.Semaphore(max_size)

    async def lend(self, patience: float) -> Lent:
        """A connection, in turn. Raises TimeoutError when the turn does not come in time."""
        if self._turns.locked():
            async with asyncio.timeout(patience):
                await self._turns.acquire()
        else:
            await self._turns.acquire()
        try:
            return await self.acquire()
        except BaseException:
            self._turns.release()
            raise

    async def take_back(self, connection: Lent) -> None:
        """The next in turn may have it."""
        try:
            await self.release(connection)
        finally:
            self._turns.release()


DEFAULTS: dict[str, Any] = {
    "max_queries": 50_000, "max_inactive_connection_lifetime": 300, "loop": None,
    "connection_class": asyncpg.Connection, "record_class": asyncpg.Record,
}  # fmt: skip
