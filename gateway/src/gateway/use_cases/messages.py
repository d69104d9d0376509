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

from gateway.adapters.channels import Channel, ChannelAway, ChannelRefused
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
from shared.database import UnitOfWork
from shared.edge import clock
from shared.events import Event
from shared.events.identity import NotificationDelivered, NotificationFailed
from shared.ids import new_id
from shared.personal_data import Cell, PersonalData
from shared.words import OwnerSilent

log = structlog.get_logger("messages")

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

    async def new(self) -> int:
        """Send some of what is new; how many there were. No lane that rests holds it up."""
        return await self._round(self._lanes.new())

    async def waiting(self) -> int:
        """Send some of every lane that does not rest; how many there were."""
        return await self._round(self._lanes.waiting(self._now()))

    async def _round(self, lanes: Mapping[str, int]) -> int:
        async with self._units() as work:
            taken = await waiting.claim(work, lanes, ways.LEASE)
        ended = await asyncio.gather(*map(self._deliver, taken), return_exceptions=True)
        for fault in ended:
            if isinstance(fault, BaseException):
                raise fault
        return len(taken)

    async def _deliver(self, one: Waiting) -> None:
        """By the channel the person prefers.

        What one channel refuses, or is away for, goes by the next the person has; while all that
        would take it are away it waits in the lane of the first.
        """
        message = one.message
        try:
            async with asyncio.timeout(ways.LONGEST_SENDING.total_seconds()):
                sent = await self._sent(one)
        except MessageWaits as waits:
            async with self._units() as work:
                await waiting.wait(work, message, waits.lane)
        except Exception:
            log.exception("message failed", owner=message.owner, template=message.template)
            await self._failed(one)
        else:
            await self._finish(message, sent)

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
        return await self._by_one_of(one, reachable)

    async def _by_one_of(self, one: Waiting, reachable: list[Contact]) -> Sent:
        away = ""
        for contact in reachable:
            try:
                if await self._is_taken(one, contact):
                    return Sent(contact)
            except MessageWaits as waits:
                away = away or waits.lane
        if away:
            raise MessageWaits(away)
        return Sent(reachable[0], "refused_by_channel")

    async def _is_taken(self, one: Waiting, contact: Contact) -> bool:
        """Whether the channel took it; not, when it refuses for good. Raises MessageWaits."""
        message = one.message
        text = await self._text(one, contact)
        address = self._sender.data.decrypt(
            contact.address_cipher, Cell("contact_channel", "address_cipher", contact.id)
        )
        outgoing = Outgoing(message.dedupe_key, text, message.template, message.parameters)
        async with self._tried(contact.kind, one):
            try:
                await self._sender.channels[contact.kind].send(address, outgoing)
            except ChannelRefused:
                return False
        return True

    async def _text(self, one: Waiting, contact: Contact) -> str:
        message = one.message
        about = message.words_for(contact.kind)
        if about is None:
            return text_of(message.template, message.parameters)
        async with self._tried(ways.words_of(message.owner), one):
            words = await self._sender.ask_owner(message.owner, message.template, about)
        return text_with(words, message)

    @asynccontextmanager
    async def _tried(self, lane: str, one: Waiting) -> AsyncIterator[None]:
        """Try what a lane waits for, if it is served or this is the one that finds out."""
        if lane != one.lane and not self._lanes.is_served(lane):
            raise MessageWaits(lane)
        try:
            yield
        except (ChannelAway, OwnerSilent) as fault:
            log.warning("away", lane=lane, fault=str(fault))
            self._lanes.let_rest(lane, self._now())
            raise MessageWaits(lane) from fault
        self._lanes.goes(lane)

    async def _failed(self, one: Waiting) -> None:
        """It failed in a way nobody foresaw: again later, and at last told as failed."""
        if one.tries + 1 >= ways.TRIES:
            await self._finish(one.message, Sent(None, "undeliverable"))
            return
        async with self._units() as work:
            await waiting.leave(work, one.message, ways.pause_after(one.tries))

    async def _finish(self, message: MessageAsked, sent: Sent | None) -> None:
        """Keep what became of it, unless the person was erased meanwhile; None: it was kept."""
        async with self._units() as work:
            if not await waiting.forget(work, message) or sent is None:
                return
            message_id = new_id()
            outcome = sent.reason or "delivered"
            text = text_of(message.template, message.parameters)
            await contacts.keep_sent(work, message_id, message, sent.contact, text, outcome)
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
