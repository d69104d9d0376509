"""Where people can be reached, and what was sent to them."""

from uuid import UUID

from gateway.domain.messages import Contact, MessageAsked
from shared.database import Row, UnitOfWork

OF_ACCOUNT = """
SELECT id, kind, address_cipher, address_masked, preferred FROM contact_channel
WHERE account_id = $1 ORDER BY kind, id
"""
ADD = """
INSERT INTO contact_channel (id, account_id, kind, address_cipher, address_index, address_masked,
    preferred)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
"""
CHANGE = """
UPDATE contact_channel SET address_cipher = $2, address_index = $3, address_masked = $4
WHERE id = $1 AND address_index <> $3
"""
KEEP = """
INSERT INTO sent_message (id, owner, dedupe_key, account_id, template, channel, address_masked,
    text, outcome, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (owner, dedupe_key, account_id) DO NOTHING RETURNING id
"""
MESSAGES = """
SELECT id, template, channel, text, outcome, at FROM sent_message
WHERE account_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
"""
COUNT_MESSAGES = "SELECT count(*) FROM sent_message WHERE account_id = $1"
SENT = """
SELECT id FROM sent_message WHERE owner = $1 AND dedupe_key = $2 AND account_id = $3
"""


async def of_account(work: UnitOfWork, account_id: UUID) -> list[Contact]:
    """The channels of an account."""
    return [Contact(*row) for row in await work.fetch(OF_ACCOUNT, account_id)]


async def add(work: UnitOfWork, account_id: UUID, contact: Contact, address_index: str) -> None:
    """Enter a channel unless the account has it; one with the same id has this address now."""
    address = (contact.address_cipher, address_index, contact.address_masked)
    await work.write(CHANGE, contact.id, *address)
    await work.write(
        ADD,
        contact.id,
        account_id,
        contact.kind,
        contact.address_cipher,
        address_index,
        contact.address_masked,
        contact.preferred,
    )


async def was_sent(work: UnitOfWork, message: MessageAsked) -> bool:
    """Whether this message went out to this person before."""
    return (
        await work.fetch_value(SENT, message.owner, message.dedupe_key, message.account_id)
        is not None
    )


async def keep_sent(
    work: UnitOfWork,
    message_id: UUID,
    message: MessageAsked,
    contact: Contact | None,
    text: str,
    outcome: str,
) -> bool:
    """Keep what became of a message, the address only masked; False when it is kept already."""
    kept = await work.write(
        KEEP,
        message_id,
        message.owner,
        message.dedupe_key,
        message.account_id,
        message.template,
        contact.kind if contact else None,
        contact.address_masked if contact else None,
        text,
        outcome,
        work.now,
    )
    return kept is not None


async def messages_of(
    work: UnitOfWork, account_id: UUID, after: UUID | None, limit: int
) -> list[Row]:
    """What was sent to an account, the newest first (one account's index range, sorted)."""
    return await work.fetch(MESSAGES, account_id, after, limit)


async def count_messages(work: UnitOfWork, account_id: UUID) -> int:
    """How many messages an account was sent (counted)."""
    return int(await work.fetch_value(COUNT_MESSAGES, account_id))
