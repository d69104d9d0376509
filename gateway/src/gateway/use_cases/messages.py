"""Deliver a message a service asked for, once; what cannot go yet waits beside the others."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog

from gateway.adapters.channels import Channel, ChannelAway, ChannelRefused
from gateway.domain.messages import (
    ChannelKind,
    Contact,
    MessageAsked,
    Outgoing,
    by_preference,
    text_of,
    text_with,
)
from gateway.storage import accounts, contacts, waiting
from shared.database import UnitOfWork
from shared.events import Event
from shared.events.identity import NotificationDelivered, NotificationFailed
from shared.ids import new_id
from shared.personal_data import Cell, PersonalData
from shared.words import OwnerSilent

log = structlog.get_logger("messages")

RESTS = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 60, 300))
Channels = Mapping[ChannelKind, Channel]
AskOwner = Callable[[str, str, UUID], Awaitable[Mapping[str, str]]]  # owner, template, about what


class MessageWaits(Exception):
    """Nobody takes it now: a channel, or the owner whose words it needs, is away."""

    def __init__(self, waits_for: str) -> None:
        super().__init__(waits_for)
        self.waits_for = waits_for


@dataclass(frozen=True, slots=True)
class Sender:
    """The channels there are, the keys of addresses, and how an owner is asked for words."""

    channels: Channels
    data: PersonalData
    ask_owner: AskOwner


async def deliver_message(work: UnitOfWork, message: MessageAsked, sender: Sender) -> None:
    """Send the message by the channel the person prefers, and tell what became of it.

    What one channel refuses, or is away for, goes by the next the person has; while all that
    would take it are away it waits, and nothing behind it does. A message with a key that was
    seen before is not sent again.
    """
    try:
        await _sent(work, message, sender)
    except MessageWaits as waits:
        log.warning("message waits", owner=message.owner, waits_for=waits.waits_for)
        await waiting.put(work, message, waits.waits_for, RESTS[0])


async def deliver_waiting(work: UnitOfWork, sender: Sender) -> bool:
    """Try the message that is due longest; whether there was one.

    While it cannot go, all that waits for the same rests with it, each time longer.
    """
    due = await waiting.due(work)
    if due is None:
        return False
    try:
        await _sent(work, due.message, sender)
    except MessageWaits as waits:
        rest = RESTS[min(due.tries, len(RESTS) - 1)]
        log.warning("still waiting", waits_for=waits.waits_for, all=await waiting.count(work))
        await waiting.rest(work, due.message, waits.waits_for, rest)
    else:
        await waiting.forget(work, due.message)
    return True


async def _sent(work: UnitOfWork, message: MessageAsked, sender: Sender) -> None:
    if await contacts.was_sent(work, message):
        return
    message_id = new_id()
    reachable = by_preference(
        contact
        for contact in await contacts.of_account(work, message.account_id)
        if contact.kind in sender.channels
    )
    contact, told = await _outcome(work, message, reachable, sender)
    outcome = told.reason if isinstance(told, NotificationFailed) else "delivered"
    text = text_of(message.template, message.parameters)
    await contacts.keep_sent(work, message_id, message, contact, text, outcome)
    await work.announce(message_id, told)


async def _outcome(
    work: UnitOfWork, message: MessageAsked, reachable: list[Contact], sender: Sender
) -> tuple[Contact | None, Event]:
    """Where it went, or where the person would have liked it; and the fact of it."""
    if not reachable:
        known = await accounts.with_id(work, message.account_id)
        return None, _failed(message, "no_channel" if known else "unknown_account")
    away = ""
    for contact in reachable:
        try:
            if await _is_taken(message, contact, sender):
                return contact, _delivered(message, contact)
        except ChannelAway as fault:
            log.warning("channel away", channel=contact.kind, fault=str(fault))
            away = away or contact.kind
        except OwnerSilent:
            away = away or message.owner
    if away:
        raise MessageWaits(away)
    return reachable[0], _failed(message, "refused_by_channel")


async def _is_taken(message: MessageAsked, contact: Contact, sender: Sender) -> bool:
    """Whether the channel took it; not, when it refuses for good."""
    address = sender.data.decrypt(
        contact.address_cipher, Cell("contact_channel", "address_cipher", contact.id)
    )
    outgoing = Outgoing(
        message.dedupe_key, await _text(message, contact, sender), message.template,
        message.parameters,
    )  # fmt: skip
    try:
        await sender.channels[contact.kind].send(address, outgoing)
    except ChannelRefused:
        return False
    return True


async def _text(message: MessageAsked, contact: Contact, sender: Sender) -> str:
    about = message.words_for(contact.kind)
    if about is None:
        return text_of(message.template, message.parameters)
    return text_with(await sender.ask_owner(message.owner, message.template, about), message)


def _delivered(message: MessageAsked, contact: Contact) -> NotificationDelivered:
    return NotificationDelivered(
        account_id=message.account_id,
        dedupe_key=message.dedupe_key,
        template=message.template,
        channel=contact.kind,
    )


def _failed(message: MessageAsked, reason: str) -> NotificationFailed:
    return NotificationFailed.model_validate(
        {
            "account_id": message.account_id,
            "dedupe_key": message.dedupe_key,
            "template": message.template,
            "reason": reason,
        }
    )
