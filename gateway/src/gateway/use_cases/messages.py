"""Deliver a message a service asked for, once."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

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
from gateway.storage import accounts, contacts
from shared.database import UnitOfWork
from shared.events import Event
from shared.events.identity import NotificationDelivered, NotificationFailed
from shared.ids import new_id
from shared.personal_data import Cell, PersonalData

Channels = Mapping[ChannelKind, Channel]
AskOwner = Callable[[str, str, UUID], Awaitable[Mapping[str, str]]]  # owner, template, about what


@dataclass(frozen=True, slots=True)
class Sender:
    """The channels there are, the keys of addresses, and how an owner is asked for words."""

    channels: Channels
    data: PersonalData
    ask_owner: AskOwner


async def deliver_message(work: UnitOfWork, message: MessageAsked, sender: Sender) -> None:
    """Send the message by the channel the person prefers, and tell what became of it.

    What one channel refuses, or is away for, goes by the next the person has; while all that
    would take it are away it waits (ChannelAway). A message with a key that was seen before is
    not sent again.
    """
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
    away: ChannelAway | None = None
    for contact in reachable:
        try:
            if await _is_taken(message, contact, sender):
                return contact, _delivered(message, contact)
        except ChannelAway as fault:
            away = fault
    if away is not None:
        raise away
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
