"""Register kiosks, give them their tokens, take them out of use."""

from datetime import datetime

from gateway.domain.access_tokens import AccessTokens
from gateway.domain.accounts import Account
from gateway.domain.kiosks import KioskCodeTaken, KioskTokenRefused, KioskUnknown, new_device_token
from gateway.domain.sessions import digest_of
from gateway.storage import accounts, kiosks
from gateway.use_cases.sessions import Tokens, begin_session, revoke_account
from shared.database import Row, UnitOfWork
from shared.events.identity import KioskRegistered
from shared.identity import Caller
from shared.ids import new_id


async def register_kiosk(work: UnitOfWork, caller: Caller, code: str, place: str) -> str:
    """Enter a kiosk of the caller's region; its token, shown this once.

    Refused with KioskCodeTaken.
    """
    await work.lock()
    if await accounts.with_login(work, code) is not None:
        raise KioskCodeTaken(code)
    device_id, token = new_id(), new_device_token()
    account = Account(device_id, code, "device", ("kiosk",), place, caller.region_code)
    await accounts.save(work, account)
    await kiosks.add(work, device_id, code, place, digest_of(token))
    told = KioskRegistered(
        device_id=device_id, code=code, place=place, region_code=caller.region_code
    )
    await work.announce(device_id, told)
    return token


async def renew_kiosk_token(work: UnitOfWork, caller: Caller, code: str) -> str:
    """A new token for a kiosk; the former is worth nothing. Refused with KioskUnknown."""
    kiosk = await kiosk_of(work, caller, code)
    token = new_device_token()
    await kiosks.give_token(work, kiosk["id"], digest_of(token))
    return token


async def disable_kiosk(work: UnitOfWork, caller: Caller, code: str, now: datetime) -> None:
    """Take a kiosk out of use, at once. Refused with KioskUnknown."""
    kiosk = await kiosk_of(work, caller, code)
    await kiosks.disable(work, kiosk["account_id"])
    await revoke_account(work, kiosk["account_id"], "kiosk_disabled", now)


async def log_in_kiosk(
    work: UnitOfWork, code: str, device_token: str, tokens: AccessTokens, now: datetime
) -> Tokens:
    """Tokens of a session for a kiosk; refused with KioskTokenRefused, whatever is wrong."""
    kiosk = await kiosks.with_code(work, code)
    if kiosk is None or kiosk["disabled"] or kiosk["token_digest"] != digest_of(device_token):
        raise KioskTokenRefused
    row = await accounts.with_id(work, kiosk["account_id"])
    assert row is not None, "a device has an account"  # noqa: S101
    return await begin_session(work, accounts.account_of(row), tokens, now)


async def kiosk_of(work: UnitOfWork, caller: Caller, code: str) -> Row:
    """A kiosk of the caller's region; refused with KioskUnknown."""
    kiosk = await kiosks.with_code(work, code)
    if kiosk is None or kiosk["region_code"] != caller.region_code:
        raise KioskUnknown
    return kiosk
