"""The unit of work: one request or one event is one transaction, and only its edge commits it.

Queries are plain SQL. Reads run at once; a transaction begins with the first
write (or the first read under lock); ``finish_with`` names the one statement
that ends an optimistic command, which then costs a single round trip.
"""

import contextlib
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Self, TypeAlias
from uuid import UUID

import asyncpg
import orjson
from asyncpg.transaction import Transaction

from shared.connecting import connect
from shared.events import Event
from shared.fair_pool import FairPool, Lent
from shared.refusals import Unavailable

Row = asyncpg.Record
Pool = FairPool
Connection: TypeAlias = "Lent | asyncpg.Connection[Row]"

RECORD_EVENTS = "SELECT record_events($1, $2, $3, $4, $5, $6)"
PATIENCE = 1  # seconds a command waits for a connection
BROKEN_CONNECTION = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InternalClientError,  # the server's last words came in the middle of a statement
)
WAITED_TOO_LONG = (asyncpg.LockNotAvailableError, asyncpg.QueryCanceledError)
UNUSABLE_TEXT = (asyncpg.CharacterNotInRepertoireError, asyncpg.UntranslatableCharacterError)


CONNECT: Any = connect  # the stubs ask for every argument of asyncpg's own


class StaleAggregate(Exception):
    """Somebody changed the aggregate between our read and our write."""


class DatabaseAway(Unavailable):
    """数据库暂时无法连接。"""


async def open_pool(dsn: str, *, size: int, application: str) -> Pool:
    """A pool of connections that speak jsonb as Python objects and never wait for long."""
    return await FairPool(
        dsn,
        connect=CONNECT,
        min_size=1,
        max_size=size,
        timeout=2,
        command_timeout=10,
        max_inactive_connection_lifetime=300,
        init=speak_json,
        reset=_nothing_to_reset,
        server_settings={
            "application_name": application,
            "statement_timeout": "8000",
            "lock_timeout": "3000",
            "idle_in_transaction_session_timeout": "10000",
            "jit": "off",
        },
    )


async def speak_json(connection: Connection) -> None:
    """Let jsonb come and go as Python objects on this connection."""
    for name in ("json", "jsonb"):
        await connection.set_type_codec(
            name,
            encoder=lambda value: orjson.dumps(value, default=str).decode(),
            decoder=orjson.loads,
            schema="pg_catalog",
        )


async def _nothing_to_reset(_: Connection) -> None:
    """Pooled connections hold no session state, so giving one back costs no round trip."""


class UnitOfWork:
    """What one request or one event may do to the database, all or nothing."""

    def __init__(
        self,
        pool: Pool,
        now: datetime,
        *,
        actor: str,
        traceparent: str = "",
        locks: bool = False,
    ) -> None:
        self.now = now
        self.actor = actor
        self.locks = locks
        self.wrote = False
        self.announced = False
        self.read: dict[UUID, Any] = {}  # storage's own: what it read, to write what differs
        self._pool = pool
        self._traceparent = traceparent
        self._connection: Lent | None = None
        self._transaction: Transaction | None = None
        self._last: tuple[str, Sequence[Any]] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        """Give up whatever was not committed, and give the connection back."""
        await self.give_back()

    async def give_back(self) -> None:
        """Hold no connection, for example while waiting; what was not committed is given up."""
        if self._connection is None:
            return
        try:
            if self._transaction is not None and not self._connection.is_closed():
                await self._transaction.rollback()
        except BROKEN_CONNECTION:
            with contextlib.suppress(asyncpg.InterfaceError):  # it has left the pool already
                self._connection.terminate()  # and with it goes what was not committed
        finally:
            self._transaction = None
            await self._pool.take_back(self._connection)
            self._connection = None

    async def fetch(self, sql: str, *args: Any) -> list[Row]:
        """Rows of a read."""
        return await (await self._ready()).fetch(sql, *args)

    async def fetch_row(self, sql: str, *args: Any) -> Row | None:
        """The one row of a read, or None."""
        return await (await self._ready()).fetchrow(sql, *args)

    async def fetch_value(self, sql: str, *args: Any) -> Any:
        """The first column of the one row of a read."""
        return await (await self._ready()).fetchval(sql, *args)

    async def write(self, sql: str, *args: Any) -> Row | None:
        """Change rows; answers the row that RETURNING gives, if any."""
        connection = await self._begun()
        self.wrote = True
        return await connection.fetchrow(sql, *args)

    async def write_rows(self, sql: str, *args: Any) -> list[Row]:
        """Change rows; answers every row that RETURNING gives."""
        connection = await self._begun()
        self.wrote = True
        return await connection.fetch(sql, *args)

    async def write_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """The same change for many rows, pipelined."""
        connection = await self._begun()
        self.wrote = True
        await connection.executemany(sql, rows)

    async def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Add many rows at once by COPY (binary: a column of jsonb cannot be among them)."""
        connection = await self._begun()
        self.wrote = True
        await connection.copy_records_to_table(table, records=rows, columns=columns)

    async def announce(self, aggregate_id: UUID, *events: Event) -> None:
        """Record facts of one aggregate in the journal and hand them to the relay.

        What is recorded is what is told: the journal is audit trail and source of
        the wire at once, gap-free and hash-chained per aggregate.
        """
        if events:
            await self.write(RECORD_EVENTS, *self.record_arguments(aggregate_id, *events))

    def record_arguments(self, aggregate_id: UUID, *events: Event) -> Sequence[Any]:
        """The arguments of ``record_events`` for a statement that records on its own."""
        self.announced = True
        told = [event.as_recorded() for event in events]
        noun = events[0].noun()
        return (aggregate_id, noun, self.actor, self.now, told, self._traceparent)

    def finish_with(self, sql: str, *args: Any) -> None:
        """Name the optimistic statement that ends this work; no row back means stale."""
        if self._last is not None:
            message = "a unit of work ends with one statement"
            raise RuntimeError(message)
        self._last = (sql, args)

    @asynccontextmanager
    async def part(self) -> AsyncIterator[None]:
        """A part of this work that may fail alone: what it wrote goes, the rest stays."""
        savepoint = (await self._begun()).transaction()
        await savepoint.start()
        try:
            yield
            if self._last is not None:
                await self._run_last(*self._last)
        except BaseException:
            await savepoint.rollback()
            raise
        else:
            await savepoint.commit()
        finally:
            self._last = None

    async def lock(self) -> None:
        """Begin the transaction now, so that what is read next stays locked."""
        await self._begun()

    async def commit(self) -> None:
        """Make it so. Called by the edge only."""
        if self._last is not None:
            await self._run_last(*self._last)
        if self._transaction is not None:
            await self._transaction.commit()
            self._transaction = None

    async def _run_last(self, sql: str, args: Sequence[Any]) -> None:
        connection = await self._ready()
        self.wrote = True
        if await connection.fetchrow(sql, *args) is None:
            raise StaleAggregate

    async def _begun(self) -> Lent:
        connection = await self._ready()
        if self._transaction is None:
            self._transaction = connection.transaction()
            await self._transaction.start()
        return connection

    async def _ready(self) -> Lent:
        if self._connection is None:
            try:
                self._connection = await self._pool.lend(PATIENCE)
            except (*BROKEN_CONNECTION, TimeoutError) as fault:
                raise DatabaseAway from fault
        return self._connection


@asynccontextmanager
async def unit_of_work(
    pool: Pool, now: datetime, *, actor: str, locks: bool = True
) -> AsyncIterator[UnitOfWork]:
    """An edge of its own, for work that no request and no event began."""
    async with UnitOfWork(pool, now, actor=actor, locks=locks) as work:
        yield work
        await work.commit()
