"""Find out who logs in: by password, by WeChat, or as an outside issuer's subject."""

import asyncio
from datetime import datetime
from math import ceil

from gateway.domain.accounts import Account, CredentialsWrong, TooManyTries
from gateway.domain.passwords import matches
from gateway.storage import accounts
from gateway.use_cases.contacts import enter_contact
from shared.database import UnitOfWork
from shared.ids import new_id
from shared.personal_data import PersonalData

HASHES_AT_ONCE = asyncio.Semaphore(4)  # each takes 19 MiB and a processor


async def sign_in(work: UnitOfWork, login: str, password: str, now: datetime) -> Account:
    """The account with this login and password.

    Refused with TooManyTries after five wrong tries in a minute, with
    CredentialsWrong alike for unknown logins and wrong passwords, with
    AccountDisabled.
    """
    locked_until = await accounts.locked_out_until(work, login, now)
    if locked_until is not None:
        raise TooManyTries(max(1, ceil((locked_until - now).total_seconds())))
    row = await accounts.with_login(work, login)
    kept = row["password_hash"] if row else None
    await work.give_back()  # whoever waits for the hash keeps no connection from others
    async with HASHES_AT_ONCE:
        right = await asyncio.to_thread(matches, password, kept)
    if row is None or not right:
        raise CredentialsWrong
    await accounts.forget_failures(work, login)
    account = accounts.account_of(row)
    account.require_enabled()
    return account


async def sign_in_by_wechat(
    work: UnitOfWork, openid: str, data: PersonalData, region_code: str
) -> Account:
    """The account a WeChat user is bound to, reached there too; a new one at the first visit."""
    index = data.blind_index("wechat", openid)
    row = await accounts.with_wechat(work, index)
    if row is not None:
        account = accounts.account_of(row)
        account.require_enabled()
    else:
        account = _newcomer("微信用户", region_code)
        await accounts.save(work, account, wechat_index=index)
    await enter_contact(work, account.id, new_id(), "mini_program", openid, _masked(openid), data)
    return account


async def recognise(work: UnitOfWork, subject: str, region_code: str) -> Account:
    """The account bound to an outside issuer's subject; a new one at the first visit."""
    row = await accounts.with_outside_subject(work, subject)
    if row is not None:
        account = accounts.account_of(row)
        account.require_enabled()
        return account
    account = _newcomer("实名用户", region_code)
    await accounts.save(work, account, outside_subject=subject)
    return account


def _masked(openid: str) -> str:
    return f"微信****{openid[-4:]}"


def _newcomer(name: str, region_code: str) -> Account:
    """Whoever comes from outside is a citizen and nothing more; staff are entered, not claimed."""
    account_id = new_id()
    return Account(account_id, str(account_id), "person", ("citizen",), name, region_code)
