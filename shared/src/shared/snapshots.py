"""Snapshots by request and reply: how a late consumer and a gap are served.

``snapshot.<owner>.<noun>`` answers the owner's recorded facts in pages. Because
the journal keeps every fact, a snapshot is simply the facts again, and a
consumer takes them the way it takes any: what it had is dropped by its inbox.
"""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

import nats.errors
import orjson
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.errors import NotFoundError

from shared.database import Pool
from shared.events.envelope import Envelope
from shared.relay import envelope_of

if TYPE_CHECKING:
    from shared.consumer import Consumer

log = structlog.get_logger("snapshots")

PAGE = 200
NOTHING = UUID(int=0)
FACTS = """
SELECT event_id, subject, aggregate_id, journal.sequence, at, data, traceparent
FROM journal JOIN journal_head h USING (aggregate_id)
WHERE h.noun = $1 AND ($2::uuid IS NULL OR aggregate_id = $2)
  AND (aggregate_id, journal.sequence) > ($3, $4)
ORDER BY aggregate_id, journal.sequence LIMIT $5
"""


async def serve(client: Client, pool: Pool, owner: str) -> None:
    """Answer requests for this owner's facts, together with its other replicas."""

    async def answer(message: Msg) -> None:
        asked = orjson.loads(message.data)
        rows = await pool.fetch(
            FACTS,
            message.subject.removeprefix("snapshot."),
            asked.get("aggregate_id"),
            asked.get("after_id") or NOTHING,
            asked.get("after_sequence") or 0,
            PAGE,
        )
        facts = [envelope_of(row).to_wire().decode() for row in rows]
        await message.respond(orjson.dumps({"facts": facts, "more": len(rows) == PAGE}))

    await client.subscribe(f"snapshot.{owner}.*", queue=owner, cb=answer)


async def facts_of(client: Client, noun: str, aggregate_id: UUID | None) -> AsyncIterator[Envelope]:
    """The owner's facts of a noun (or one aggregate), page by page."""
    after: dict[str, Any] = {"aggregate_id": aggregate_id}
    while True:
        reply = await client.request(
            f"snapshot.{noun}", orjson.dumps(after, default=str), timeout=5
        )
        page = orjson.loads(reply.data)
        for raw in page["facts"]:
            envelope = Envelope.from_wire(raw.encode())
            after |= {"after_id": envelope.aggregate_id, "after_sequence": envelope.sequence}
            yield envelope
        if not page["more"]:
            return


async def catch_up(consumer: "Consumer") -> None:
    """A new consumer whose stream has already forgotten its beginning asks the owner."""
    jetstream = consumer.client.jetstream(timeout=5)
    try:
        await jetstream.consumer_info(consumer.stream, consumer.name)
    except NotFoundError:
        state = (await jetstream.stream_info(consumer.stream)).state
        if state.first_seq > 1:
            async for envelope in facts_of(consumer.client, consumer.noun, None):
                await consumer.take(envelope)


async def fill_gap(consumer: "Consumer", aggregate_id: UUID) -> None:
    """Ask the owner for everything about one aggregate; silence is told and tried again later."""
    try:
        async for envelope in facts_of(consumer.client, consumer.noun, aggregate_id):
            await consumer.take(envelope)
    except (nats.errors.NoRespondersError, nats.errors.TimeoutError) as fault:
        log.warning(
            "owner silent", noun=consumer.noun, aggregate=str(aggregate_id), fault=repr(fault)
        )
