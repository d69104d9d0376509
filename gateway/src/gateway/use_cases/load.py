"""Load the directory file: enter what is new, change what differs, leave the rest."""

from uuid import NAMESPACE_URL, uuid5

from gateway.adapters.published_calendar import published_year
from gateway.domain.calendar import provisional_year
from gateway.domain.directory_file import Directory, Entry
from gateway.domain.messages import ChannelKind
from gateway.domain.passwords import hash_of
from gateway.storage import accounts, calendar, organs
from gateway.use_cases.calendar import import_calendar
from gateway.use_cases.contacts import enter_contact
from gateway.use_cases.directory import enter_official, enter_organ
from shared.database import UnitOfWork
from shared.masking import mask_phone, mask_text
from shared.personal_data import Cell, PersonalData

DEMO_PASSWORD = "demo"  # noqa: S105 - it is in the README


async def load_directory(work: UnitOfWork, directory: Directory, data: PersonalData) -> None:
    """Regions, organs, accounts, officials and the calendar, in the order they need each other."""
    await work.lock()
    for region in directory.regions:
        await organs.save_region(work, region)
    for organ in directory.organs:
        await enter_organ(work, organ)
    password_hash = hash_of(DEMO_PASSWORD)
    for entry in directory.entries:
        await _load_account(work, entry, password_hash, data)
    for year in directory.published_years:
        await import_calendar(work, published_year(year))
    for year in directory.provisional_years:
        if await calendar.year_of(work, year) is None:
            await import_calendar(work, provisional_year(year))


async def _load_account(
    work: UnitOfWork, entry: Entry, password_hash: str, data: PersonalData
) -> None:
    account = entry.account
    index = data.blind_index("wechat", f"openid-{account.login}") if entry.wechat else None
    if await accounts.with_id(work, account.id) is None:
        cell = Cell("account", "name_cipher", account.id)
        await accounts.save(
            work,
            account,
            password_hash=password_hash,
            name_cipher=data.encrypt(entry.name, cell),
            wechat_index=index,
        )
    if entry.official is not None:
        await enter_official(work, entry.official)
    if account.kind == "device":
        await accounts.save_device(work, account.id, account.id, account.login, entry.place)
    await _load_contacts(work, entry, data)


async def _load_contacts(work: UnitOfWork, entry: Entry, data: PersonalData) -> None:
    given: list[tuple[ChannelKind, str, str]] = []
    if entry.phone:
        given.append(("sms", entry.phone, mask_phone(entry.phone)))
    if entry.email:
        given.append(("email", entry.email, mask_text(entry.email)))
    for kind, address, masked in given:
        contact_id = uuid5(NAMESPACE_URL, f"yangguang:contact:{entry.account.login}:{kind}")
        await enter_contact(work, entry.account.id, contact_id, kind, address, masked, data)
