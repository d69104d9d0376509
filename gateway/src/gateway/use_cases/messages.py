"""Deliver a message a service asked for, once."""

from collections.abc import Mapping

from gateway.adapters.channels import Channel, ChannelRefused
from gateway.domain.messages import ChannelKind, Contact, MessageAsked, best_contact, text_of
from gateway.storage import accounts, contacts
from shared.database import UnitOfWork
from shared.events import Event
from shared.events.identity import NotificationDelivered, NotificationFailed
from shared.ids import new_id
from shared.personal_data import Cell, PersonalData

Channels = Mapping[ChannelKind, Channel]


async def deliver_message(
    work: UnitOfWork, message: MessageAsked, channels: Channels, data: PersonalData
) -> None:
    """Send the message by the channel the person prefers, and tell what became of it.

    A message with a key that was seen before is not sent again.
    """
    if await contacts.was_sent(work, message):
        return
    message_id = new_id()
    reachable = [
        contact
        for contact in await contacts.of_account(work, message.account_id)
        if contact.kind in channels
    ]
    contact = best_contact(reachable)
    told = await _outcome(work, message, contact, channels, data)
    outcome = told.reason if isinstance(told, NotificationFailed) else "delivered"
    text = text_of(message.template, message.parameters)
    await contacts.keep_sent(work, message_id, message, contact, text, outcome)
    await work.announce(message_id, told)


async def _outcome(
    work: UnitOfWork,
    message: MessageAsked,
    contact: Contact | None,
    channels: Channels,
    data: PersonalData,
) -> Event:
    if contact is None:
        known = await accounts.with_id(work, message.account_id)
        return _failed(message, "no_channel" if known else "unknown_account")
    address = data.decrypt(
        contact.address_cipher, Cell("contact_channel", "address_cipher", contact.id)
    )
    try:
        text = text_of(message.template, message.parameters)
        await channels[contact.kind].send(address, text, message.dedupe_key)
    except ChannelRefused:
        return _failed(message, "refused_by_channel")
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
