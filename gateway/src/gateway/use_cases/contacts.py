"""Enter where an account can be reached."""

from uuid import UUID

from gateway.domain.messages import ChannelKind, Contact
from gateway.storage import contacts
from shared.database import UnitOfWork
from shared.personal_data import Cell, PersonalData


async def enter_contact(
    work: UnitOfWork,
    account_id: UUID,
    contact_id: UUID,
    kind: ChannelKind,
    address: str,
    masked: str,
    data: PersonalData,
) -> None:
    """Enter a channel, its address encrypted, unless the account has it."""
    cell = Cell("contact_channel", "address_cipher", contact_id)
    contact = Contact(contact_id, kind, data.encrypt(address, cell), masked, preferred=False)
    await contacts.add(work, account_id, contact, data.blind_index(kind, address))
