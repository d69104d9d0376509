"""The relay: carries recorded facts from the outbox to the stream, in order.

One leader per service by advisory lock, so the facts of an aggregate never
overtake one another; a standby takes over when the leader's session ends. A
row leaves the outbox only after the stream has acknowledged it; what is
published twice has the same ``Nats-Msg-Id`` and counts once. A fact names the
one it follows, so that when a connection breaks in the middle of a batch the
stream refuses whatever comes behind a loss, and the batch is begun anew.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import asyncpg
import nats.errors
import nats.js.errors
import structlog
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.api import Header, PubAck

from shared import broker, connecting, tracing
from shared.database import Connection, Row, speak_json
from shared.events.envelope import CONTENT_TYPE, Envelope

log = structlog.get_logger("relay")

BATCH = 500
IDLE_SECONDS = 0.5
ANSWER_SECONDS = 10.0
STANDBY_SECONDS = 2.0
LEADER_LOCK = 0x79616E67
CHANNEL = "outbox"

LEAD = "SELECT pg_try_advisory_lock($1)"
NEXT = """
SELECT o.position, j.event_id, j.subject, j.aggregate_id, j.sequence, j.at, j.data, j.traceparent
FROM outbox o JOIN journal j USING (aggregate_id, sequence)
ORDER BY o.position LIMIT $1
"""
DONE = "DELETE FROM outbox WHERE position = ANY($1::bigint[])"
REPUBLISH = """
INSERT INTO outbox (aggregate_id, sequence)
SELECT aggregate_id, sequence FROM journal WHERE at >= $1 ORDER BY at, aggregate_id, sequence
"""


class Relay:
    """Publishes one service's facts."""

    def __init__(self, dsn: str, client: Client, owner: str, *, replicas: int = 1) -> None:
        self._dsn = dsn
        self._client = client
        self._jetstream: JetStreamContext = client.jetstream(timeout=5)
        self._owner = owner
        self._replicas = replicas
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Lead or stand by until cancelled."""
        async with _session(self._dsn) as connection:
            while not await connection.fetchval(LEAD, LEADER_LOCK):  # noqa: ASYNC110 - a lock is polled
                await asyncio.sleep(STANDBY_SECONDS)
            await broker.ensure_stream(self._jetstream, self._owner, replicas=self._replicas)
            await broker.ensure_dead_stream(self._jetstream, replicas=self._replicas)
            await connection.add_listener(CHANNEL, lambda *_: self._woken.set())
            log.info("relay leads", owner=self._owner)
            while True:
                await self._carry_all(connection)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), IDLE_SECONDS)
                self._woken.clear()

    async def _carry_all(self, connection: Connection) -> None:
        while self._client.is_connected and (rows := await connection.fetch(NEXT, BATCH)):
            published = await self._publish(rows)
            if published:
                await connection.execute(DONE, published)
            if len(published) < len(rows):
                await asyncio.sleep(IDLE_SECONDS)

    async def _publish(self, rows: list[Row]) -> list[int]:
        """The positions the stream acknowledged; the others are given up and tried again."""
        pending: dict[int, asyncio.Future[PubAck]] = {}
        connection = self._connection()
        follows: UUID | None = None
        for row in rows:
            fact = envelope_of(row)
            with tracing.step(f"tell {fact.subject}", "PRODUCER", fact.traceparent) as onward:
                sent = await self._send(replace(fact, traceparent=onward), follows)
            if sent is None:
                break
            pending[row["position"]], follows = sent, row["event_id"]
        await self._answers(pending.values(), connection)
        acknowledged = [position for position, sent in pending.items() if _is_stored(sent)]
        if len(acknowledged) < len(rows):
            log.warning("not acknowledged", waiting=len(rows) - len(acknowledged))
        return acknowledged

    async def _answers(
        self, sent: Iterable["asyncio.Future[PubAck]"], connection: int | None
    ) -> None:
        """Wait for them on the connection they were asked on; forget those that got lost."""
        waiting = set(sent)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_SECONDS):
                while waiting and self._connection() == connection:
                    _, waiting = await asyncio.wait(waiting, timeout=IDLE_SECONDS)
        for lost in waiting:
            lost.cancel()  # or it would be counted as under way for ever

    def _connection(self) -> int | None:
        """The number of the present connection; None while there is none."""
        return self._client.stats["reconnects"] if self._client.is_connected else None

    async def _send(
        self, envelope: Envelope, follows: UUID | None
    ) -> "asyncio.Future[PubAck] | None":
        """The promise of an answer; None when nothing more can be sent."""
        headers = {
            "Nats-Msg-Id": str(envelope.event_id),
            "Content-Type": CONTENT_TYPE,
            "Aggregate": str(envelope.aggregate_id),
        }
        if follows is not None:
            headers[Header.EXPECTED_LAST_MSG_ID] = str(follows)
        try:
            return await self._jetstream.publish_async(
                envelope.subject,
                envelope.to_wire(),
                headers=headers,
                wait_stall=5,
            )
        except (TimeoutError, nats.errors.Error, nats.js.errors.Error) as fault:
            log.warning("not sent", fault=repr(fault))
            return None


def _is_stored(sent: "asyncio.Future[PubAck]") -> bool:
    return sent.done() and not sent.cancelled() and sent.exception() is None


def envelope_of(row: Row) -> Envelope:
    """A journal row as it travels."""
    return Envelope(
        row["event_id"], row["subject"], row["aggregate_id"], row["sequence"],
        row["at"], row["data"], row["traceparent"],
    )  # fmt: skip


async def republish(connection: Connection, since: datetime) -> int:
    """Queue everything recorded since a moment once more; consumers are idempotent."""
    return int((await connection.execute(REPUBLISH, since)).split()[-1])


@contextlib.asynccontextmanager
async def _session(dsn: str) -> AsyncIterator["asyncpg.Connection[Row]"]:
    connection = await connecting.connect(dsn, timeout=2, command_timeout=10)
    try:
        await speak_json(connection)
        yield connection
    finally:
        connection.terminate()


class Announcements:
    """Tells the relay, at most once every few milliseconds, that something was recorded.

    A notifying commit takes a global lock, so the notice travels outside the
    transactions that record.
    """

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._event = asyncio.Event()

    def set(self) -> None:
        """Something was recorded."""
        self._event.set()

    async def run(self) -> None:
        """Notify until cancelled; a lost notice costs the relay's short poll, nothing else."""
        while True:
            await self._event.wait()
            self._event.clear()
            try:
                await self._pool.execute(f"NOTIFY {CHANNEL}")
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as fault:
                log.warning("notice lost", fault=repr(fault))
            await asyncio.sleep(0.003)
