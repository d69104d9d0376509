"""Give an account a password of its own."""

from gateway.domain.accounts import AccountUnknown
from gateway.domain.passwords import hash_of, require_hard_to_guess
from gateway.storage import accounts
from gateway.use_cases.sessions import revoke_account
from shared.database import UnitOfWork


async def set_password(work: UnitOfWork, login: str, password: str) -> None:
    """From now on it is this one, and whoever was logged in is no longer.

    Refused with AccountUnknown, PasswordTooShort or PasswordTooLong.
    """
    require_hard_to_guess(password)
    row = await accounts.with_login(work, login)
    if row is None:
        raise AccountUnknown
    await accounts.set_password(work, row["id"], hash_of(password))
    await accounts.forget_failures(work, login)
    await revoke_account(work, row["id"], "password_changed", work.now)
