"""The consumer loop: another owner's facts become our use cases, each exactly once in effect.

The position in the inbox and the effect share a transaction; the message is
acknowledged after the commit. A refusal is an answer and is not retried, unless
it says that something is away: then the fact waits for as long as it takes, and
so it does for rows that somebody else holds.
Faults are retried with growing delay, and after eight tries the message goes to
the dead letters. A fact that arrives before its predecessor is parked; if the
predecessor stays away, its owner is asked for it.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

import asyncpg
import nats.errors
import nats.js.errors
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from shared import broker, snapshots, tracing
from shared.database import Pool, UnitOfWork
from shared.events import Event, declared
from shared.events.envelope import Envelope
from shared.refusals import Refusal, Unavailable

log = structlog.get_logger("consumer")

TRIES = 8
BATCH = 64
DELAYS = (0.2, 1, 2, 5, 15, 30, 60, 120)
GAP_ASKS_OWNER_AT = 3
AWAY = (Unavailable, asyncpg.LockNotAvailableError)  # gone, or held by whoever makes it anew

Told = TypeVar("Told", bound=Event)
Reaction = Callable[[Any, UnitOfWork, Envelope], Awaitable[None]]

TAKE = """
INSERT INTO inbox (consumer, aggregate_id, sequence)
SELECT $1, $2, $3::bigint WHERE $3::bigint = 1 OR EXISTS (
    SELECT FROM inbox WHERE consumer = $1 AND aggregate_id = $2 AND sequence = $3::bigint - 1)
ON CONFLICT (consumer, aggregate_id) DO UPDATE SET sequence = EXCLUDED.sequence, taken_at = now()
WHERE inbox.sequence = EXCLUDED.sequence - 1
RETURNING sequence
"""
TAKEN = "SELECT sequence FROM inbox WHERE consumer = $1 AND aggregate_id = $2"


class PredecessorMissing(Exception):
    """A fact came before the one it follows."""


class Reactions:
    """What a service does when another tells something."""

    def __init__(self) -> None:
        self._reactions: dict[str, Reaction] = {}

    def on(self, event: type[Told]) -> Callable[
        [Callable[[Told, UnitOfWork, Envelope], Awaitable[None]]], Reaction,
    ]:  # fmt: skip
        """Register the one reaction to an event."""

        def register(reaction: Callable[[Told, UnitOfWork, Envelope], Awaitable[None]]) -> Reaction:
            self._reactions[event.subject] = reaction
            return reaction

        return register

    def to(self, subject: str) -> Reaction | None:
        """The reaction to a subject, if there is one."""
        return self._reactions.get(subject)


def name_of(service: str, noun: str) -> str:
    """The durable name of a service's consumer of a noun."""
    return f"{service}_{noun.replace('.', '_')}"


@dataclass(frozen=True, slots=True)
class Consumer:
    """One service listening to all facts of one noun."""

    service: str
    noun: str
    reactions: Reactions
    pool: Pool
    client: Client
    delays: Sequence[float] = DELAYS

    @property
    def name(self) -> str:
        """The durable name, e.g. ``svc-feedback_approvals_case``."""
        return name_of(self.service, self.noun)

    @property
    def stream(self) -> str:
        """The owner's stream."""
        return broker.stream_of(self.noun.split(".", 1)[0])

    async def run(self) -> None:
        """Listen until cancelled."""
        jetstream = self.client.jetstream(timeout=5)
        await broker.ensure_stream(jetstream, self.noun.split(".", 1)[0])
        await broker.ensure_dead_stream(jetstream)
        await snapshots.catch_up(self)
        replays = await self.client.subscribe(
            f"replay.{self.name}", queue=self.name, cb=self._replay
        )
        subscription = await jetstream.pull_subscribe(
            f"{self.noun}.>",
            durable=self.name,
            stream=self.stream,
            config=self._config(),
        )
        log.info("listening", consumer=self.name)
        try:
            await self._listen(subscription)
        finally:
            for one in (replays, subscription):
                with suppress(nats.errors.Error):
                    await one.unsubscribe()

    async def _listen(self, subscription: JetStreamContext.PullSubscription) -> None:
        while True:
            try:
                messages = await subscription.fetch(BATCH, timeout=5)
            except (TimeoutError, nats.errors.TimeoutError):
                continue
            for message in messages:
                await self._handle(message)

    def _config(self) -> ConsumerConfig:
        return ConsumerConfig(
            ack_policy=AckPolicy.EXPLICIT,
            deliver_policy=DeliverPolicy.ALL,
            ack_wait=30,
            max_ack_pending=256,
        )

    async def _handle(self, message: Msg) -> None:
        tries = message.metadata.num_delivered or 1
        try:
            envelope = Envelope.from_wire(message.data)
            await self.take(envelope)
            await message.ack()
        except PredecessorMissing:
            await self._park(message, envelope, tries)
        except AWAY as away:
            await self._wait(message, tries, away)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the message must not be lost
            await self._retry(message, tries, fault)

    async def take(self, envelope: Envelope) -> bool:
        """Take one fact into effect; False when it had been taken before.

        Raises PredecessorMissing when the fact before it is not here yet.
        """
        with tracing.step(
            f"take {envelope.subject}", "CONSUMER", envelope.traceparent, consumer=self.name
        ) as onward:
            return await self._take(replace(envelope, traceparent=onward))

    async def _take(self, envelope: Envelope) -> bool:
        reaction = self.reactions.to(envelope.subject)
        event_class = declared(envelope.subject)
        try:
            async with self._work(envelope) as work:
                if not await self._is_next(work, envelope):
                    return False
                if reaction is not None and event_class is not None:
                    await reaction(event_class.model_validate(envelope.data), work, envelope)
                await work.commit()
        except Unavailable:
            raise  # no answer to the fact: it waits until what is away is back
        except Refusal as refusal:
            log.warning("refused", consumer=self.name, subject=envelope.subject, why=str(refusal))
            await self.skip(envelope)
        return True

    async def _replay(self, message: Msg) -> None:
        """Take a dead letter again, because ops asked for it; the reply says how it went."""
        try:
            await self.take(Envelope.from_wire(message.data))
            await message.respond(b"ok")
        except Exception as fault:  # noqa: BLE001 - told to the one who asked
            await message.respond(repr(fault).encode())

    async def skip(self, envelope: Envelope) -> None:
        """Count a fact as taken without an effect."""
        async with self._work(envelope) as work:
            await self._is_next(work, envelope)
            await work.commit()

    def _work(self, envelope: Envelope) -> UnitOfWork:
        return UnitOfWork(
            self.pool, datetime.now(UTC), actor=f"system:{self.service}",
            traceparent=envelope.traceparent, locks=True,
        )  # fmt: skip

    async def _is_next(self, work: UnitOfWork, envelope: Envelope) -> bool:
        key = (self.name, envelope.aggregate_id)
        if await work.write(TAKE, *key, envelope.sequence) is not None:
            return True
        taken = await work.fetch_value(TAKEN, *key) or 0
        if taken >= envelope.sequence:
            return False
        raise PredecessorMissing

    async def _park(self, message: Msg, envelope: Envelope, tries: int) -> None:
        try:
            if tries >= GAP_ASKS_OWNER_AT:
                await snapshots.fill_gap(self, envelope.aggregate_id)
                await self.take(envelope)
                await message.ack()
                return
        except PredecessorMissing:
            if tries >= TRIES:
                await self._bury(message, "the fact before it never came")
                return
        except AWAY as away:
            await self._wait(message, tries, away)
            return
        except Exception as fault:  # noqa: BLE001 - the fact before it may be the poisonous one
            await self._retry(message, tries, fault)
            return
        await message.nak(delay=self.delays[tries - 1])

    async def _wait(self, message: Msg, tries: int, away: Exception) -> None:
        """Nobody buries a fact because our own database is away, or busy."""
        log.warning("waiting", consumer=self.name, tries=tries, away=repr(away))
        await message.nak(delay=self.delays[min(tries, len(self.delays)) - 1])

    async def _retry(self, message: Msg, tries: int, fault: Exception) -> None:
        log.error("reaction failed", consumer=self.name, tries=tries, exc_info=fault)
        if tries >= TRIES:
            await self._bury(message, repr(fault))
        else:
            await message.nak(delay=self.delays[tries - 1])

    async def _bury(self, message: Msg, why: str) -> None:
        headers = {"Why": why.replace("\n", " ")[:500], "Subject": message.subject}
        await self.client.jetstream(timeout=5).publish(
            f"dead.{self.service}.{self.name}", message.data, headers=headers
        )
        await message.term()
        log.error("dead letter", consumer=self.name, subject=message.subject, why=why)
