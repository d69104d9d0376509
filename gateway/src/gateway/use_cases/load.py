"""Load the directory file: enter what is new, change what differs, leave the rest."""

from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from gateway.adapters.published_calendar import published_year
from gateway.domain.accounts import Account
from gateway.domain.calendar import provisional_year
from gateway.domain.directory_file import Directory, Entry
from gateway.domain.messages import ChannelKind
from gateway.domain.passwords import hash_of
from gateway.storage import accounts, calendar, organs
from gateway.use_cases.calendar import import_calendar
from gateway.use_cases.contacts import enter_contact
from gateway.use_cases.directory import enter_official, enter_organ
from gateway.use_cases.sessions import revoke_account
from shared.database import Row, UnitOfWork
from shared.masking import mask_phone, mask_text
from shared.personal_data import Cell, PersonalData

CHANGED = "directory_changed"


async def load_directory(
    work: UnitOfWork, directory: Directory, data: PersonalData, demo_password: str = ""
) -> None:
    """Regions, organs, accounts, officials and the calendar, in the order they need each other.

    ``demo_password`` is given to every new account; without it none of them has a password.
    """
    await work.lock()
    for region in directory.regions:
        await organs.save_region(work, region)
    for organ in directory.organs:
        await enter_organ(work, organ)
    password_hash = hash_of(demo_password) if demo_password else None
    for entry in directory.entries:
        await _load_account(work, entry, password_hash, data)
    for year in directory.published_years:
        await import_calendar(work, published_year(year))
    for year in directory.provisional_years:
        if await calendar.year_of(work, year) is None:
            await import_calendar(work, provisional_year(year))


async def _load_account(
    work: UnitOfWork, entry: Entry, password_hash: str | None, data: PersonalData
) -> None:
    account = entry.account
    known = await accounts.with_id(work, account.id)
    cell = Cell("account", "name_cipher", account.id)
    index = data.blind_index("wechat", f"openid-{account.login}") if entry.wechat else None
    await accounts.save(
        work,
        account,
        password_hash=password_hash,
        name_cipher=data.encrypt(entry.name, cell),
        wechat_index=index,
    )
    if await _is_changed(work, entry) or (known and _has_other_rights(known, account)):
        await revoke_account(work, account.id, CHANGED, work.now)
    if entry.official is not None:
        gone = known is not None and known["disabled_at"] is not None
        left = gone if entry.disabled is None else entry.disabled
        await enter_official(work, replace(entry.official, active=not left))
    if account.kind == "device":
        await accounts.save_device(work, account.id, account.id, account.login, entry.place)
    await _load_contacts(work, entry, data)


async def _is_changed(work: UnitOfWork, entry: Entry) -> bool:
    """Close the account or open it again, and bind its subject; whether that changed anything."""
    account_id, closed, bound = entry.account.id, False, False
    if entry.disabled is not None:
        closed = await accounts.disable(work, account_id, disabled=entry.disabled)
    if entry.subject is not None:
        former = await accounts.let_go_of_subject(work, entry.subject, account_id)
        if former is not None:
            await revoke_account(work, former, CHANGED, work.now)
        bound = await accounts.bind_subject(work, account_id, entry.subject)
    return closed or bound


def _has_other_rights(known: Row, account: Account) -> bool:
    """Whether tokens given before say what no longer holds."""
    before = (set(known["roles"]), known["organ_id"], known["region_code"])
    return before != (set(account.roles), account.organ_id, account.region_code)


async def _load_contacts(work: UnitOfWork, entry: Entry, data: PersonalData) -> None:
    given: list[tuple[ChannelKind, str, str]] = []
    if entry.phone:
        given.append(("sms", entry.phone, mask_phone(entry.phone)))
    if entry.email:
        given.append(("email", entry.email, mask_text(entry.email)))
    for kind, address, masked in given:
        contact_id = uuid5(NAMESPACE_URL, f"yangguang:contact:{entry.account.login}:{kind}")
        await enter_contact(work, entry.account.id, contact_id, kind, address, masked, data)
