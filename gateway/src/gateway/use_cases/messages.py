"""Messages to people: one asked for is a row on its way, sent once, and told what became of it.

Nothing is sent inside a transaction: a message is taken for a time, sent, and what became of it
written in a second one. Whose process dies in between is sent again under the same key.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import structlog

from gateway.adapters.channels import Channel, ChannelAway, ChannelRefused, MessageDeclined
from gateway.domain import waiting as ways
from gateway.domain.messages import (
    ChannelKind,
    Contact,
    MessageAsked,
    Outgoing,
    by_preference,
    text_of,
    text_with,
)
from gateway.domain.waiting import Lanes
from gateway.storage import accounts, contacts, waiting
from gateway.storage.waiting import Waiting
from shared.database import BROKEN_CONNECTION, UnitOfWork
from shared.edge import clock
from shared.events import Event
from shared.events.identity import NotificationDelivered, NotificationFailed
from shared.ids import new_id
from shared.personal_data import Cell, PersonalData
from shared.refusals import Unavailable
from shared.words import OwnerSilent

log = structlog.get_logger("messages")

WRITTEN_AGAIN = (0.2, 0.5, 1.0, 2.0, 4.0)  # seconds
Channels = Mapping[ChannelKind, Channel]
AskOwner = Callable[[str, str, UUID], Awaitable[Mapping[str, str]]]  # owner, template, about what
Units = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
Reason = Literal["no_channel", "unknown_account", "refused_by_channel", "expired", "undeliverable"]


class MessageWaits(Exception):
    """Nobody takes it now: a channel, or the service whose words it needs, is away."""

    def __init__(self, lane: str) -> None:
        super().__init__(lane)
        self.lane = lane


@dataclass(frozen=True, slots=True)
class Sender:
    """The channels there are, the keys of addresses, and how an owner is asked for words."""

    channels: Channels
    data: PersonalData
    ask_owner: AskOwner


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a message: where it went, or where the person would have liked it."""

    contact: Contact | None
    reason: Reason | None = None  # why it went nowhere


async def ask_message(work: UnitOfWork, message: MessageAsked) -> None:
    """Let a message go on its way; one whose key was seen before is not sent again."""
    if not await contacts.was_sent(work, message):
        await waiting.put(work, message)


class Postman:
    """Sends what is on its way; several side by side take different messages."""

    def __init__(
        self, units: Units, sender: Sender, lanes: Lanes, now: Callable[[], datetime] = clock
    ) -> None:
        self._units = units
        self._sender = sender
        self._lanes = lanes
        self._now = now
        self._in_flight: set[asyncio.Task[None]] = set()

    async def new(self) -> int:
        """Send some of what is new; how many there were. No lane that rests holds it up."""
        return await self._round(self._lanes.new())

    async def waiting(self) -> int:
        """Send some of every lane that does not rest; how many there were."""
        return await self._round(self._lanes.waiting(self._now()))

    async def keep_sending(self, some: Callable[[], Awaitable[int]]) -> None:
        """Send until cancelled; then to the end what is in flight."""
        try:
            while True:
                if not await some():
                    await asyncio.sleep(ways.LOOK_EVERY.total_seconds())
        finally:
            await self.finish()

    async def finish(self) -> None:
        """Wait until everything in flight is sent and written; who stops us waits as well."""
        stopped = None
        while self._in_flight:
            try:
                await asyncio.wait(set(self._in_flight))
            except asyncio.CancelledError as asked:
                stopped = asked
        if stopped is not None:
            raise stopped

    async def _round(self, lanes: Mapping[str, int]) -> int:
        """Take some and begin with them; go on when they are sent, or after a moment."""
        if len(self._in_flight) > ways.IN_FLIGHT - ways.AT_ONCE:
            await asyncio.wait(self._in_flight, return_when=asyncio.FIRST_COMPLETED)
        async with self._units() as work:
            taken = await waiting.claim(work, lanes, ways.LEASE)
        begun = {asyncio.create_task(self._deliver(one)) for one in taken}
        self._in_flight |= begun
        for one in begun:
            one.add_done_callback(self._in_flight.discard)
        if begun:
            await asyncio.wait(begun, timeout=ways.LOOK_AFTER.total_seconds())
        return len(taken)

    async def _deliver(self, one: Waiting) -> None:
        """By the channel the person prefers.

        What one channel refuses, or is away for, goes by the next the person has; while all that
        would take it are away it waits in the lane of the first. Where our own database is away
        nothing is written, and the message is taken again after its lease.
        """
        message = one.message
        try:
            async with asyncio.timeout(ways.LONGEST_SENDING.total_seconds()):
                sent = await self._sent(one)
        except MessageWaits as waits:
            lane = waits.lane
            await self._written(lambda work: waiting.wait(work, message, lane))
        except (Unavailable, *BROKEN_CONNECTION) as fault:
            log.warning("message taken again later", fault=repr(fault))
        except Exception:
            log.exception("message failed", owner=message.owner, template=message.template)
            await self._failed(one)
        else:
            await self._written(lambda work: _finish(work, message, sent))

    async def _written(self, write: Callable[[UnitOfWork], Awaitable[None]]) -> None:
        """Write what became of a message; a database that is away for a moment is asked again."""
        for pause in WRITTEN_AGAIN:
            try:
                async with self._units() as work:
                    await write(work)
            except (Unavailable, *BROKEN_CONNECTION) as fault:
                log.warning("not written yet", fault=repr(fault))
                await asyncio.sleep(pause)
            except Exception:
                log.exception("not written")
                return
            else:
                return

    async def _sent(self, one: Waiting) -> Sent | None:
        message = one.message
        async with self._units() as work:
            if await contacts.was_sent(work, message):
                return None
            reachable = by_preference(
                contact
                for contact in await contacts.of_account(work, message.account_id)
                if contact.kind in self._sender.channels
            )
            known = await accounts.with_id(work, message.account_id)
        if self._now() - one.asked_at > ways.LONGEST_WAIT:
            return Sent(reachable[0] if reachable else None, "expired")
        if not reachable:
            return Sent(None, "no_channel" if known else "unknown_account")
        return await self._by_one_of(message, reachable)

    async def _by_one_of(self, message: MessageAsked, reachable: list[Contact]) -> Sent:
        away, declined = "", None
        for contact in reachable:
            try:
                if await self._is_taken(message, contact):
                    return Sent(contact)
            except MessageWaits as waits:
                away = away or waits.lane
            except MessageDeclined as fault:
                declined = fault
        if away:
            raise MessageWaits(away)
        if declined is not None:
            raise declined
        return Sent(reachable[0], "refused_by_channel")

    async def _is_taken(self, message: MessageAsked, contact: Contact) -> bool:
        """Whether the channel took it; not, when it refuses for good.

        Raises MessageWaits, or MessageDeclined.
        """
        text = await self._text(message, contact)
        address = self._sender.data.decrypt(
            contact.address_cipher, Cell("contact_channel", "address_cipher", contact.id)
        )
        outgoing = Outgoing(message.dedupe_key, text, message.template, message.parameters)
        try:
            async with self._tried(contact.kind):
                await self._sender.channels[contact.kind].send(address, outgoing)
        except ChannelRefused:
            return False
        return True

    async def _text(self, message: MessageAsked, contact: Contact) -> str:
        about = message.words_for(contact.kind)
        if about is None:
            return text_of(message.template, message.parameters)
        async with self._tried(ways.words_of(message.owner)):
            words = await self._sender.ask_owner(message.owner, message.template, about)
        return text_with(words, message)

    @asynccontextmanager
    async def _tried(self, lane: str) -> AsyncIterator[None]:
        """Try what a lane is for, if it is served or this is the one that finds out."""
        if not self._lanes.may_try(lane, self._now()):
            raise MessageWaits(lane)
        try:
            async with asyncio.timeout(ways.LONGEST_ANSWER.total_seconds()):
                yield
        except (ChannelAway, OwnerSilent, TimeoutError) as fault:
            log.warning("away", lane=lane, fault=repr(fault))
            self._lanes.let_rest(lane, self._now())
            raise MessageWaits(lane) from fault
        except MessageDeclined:
            self._lanes.goes(lane)  # it answered
            raise
        self._lanes.goes(lane)

    async def _failed(self, one: Waiting) -> None:
        """It failed by itself: again later, and at last told as failed."""
        if one.tries + 1 >= ways.TRIES:
            lost = Sent(None, "undeliverable")
            await self._written(lambda work: _finish(work, one.message, lost))
        else:
            pause = ways.pause_after(one.tries)
            await self._written(lambda work: waiting.leave(work, one.message, pause))


async def _finish(work: UnitOfWork, message: MessageAsked, sent: Sent | None) -> None:
    """Keep what became of it, unless the person was erased meanwhile; None: it was kept."""
    if not await waiting.forget(work, message) or sent is None:
        return
    message_id = new_id()
    outcome = sent.reason or "delivered"
    text = text_of(message.template, message.parameters)
    if await contacts.keep_sent(work, message_id, message, sent.contact, text, outcome):
        await work.announce(message_id, _told(message, sent))


def _told(message: MessageAsked, sent: Sent) -> Event:
    about = {
        "account_id": message.account_id,
        "dedupe_key": message.dedupe_key,
        "template": message.template,
    }
    if sent.reason is not None:
        return NotificationFailed.model_validate({**about, "reason": sent.reason})
    assert sent.contact is not None, "what was taken went somewhere"  # noqa: S101
    return NotificationDelivered.model_validate({**about, "channel": sent.contact.kind})
