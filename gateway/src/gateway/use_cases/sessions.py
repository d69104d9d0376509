"""Begin, renew and end sessions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gateway.domain.access_tokens import AccessTokens
from gateway.domain.accounts import Account
from gateway.domain.sessions import RefreshRefused, RefreshReused, new_refresh_token
from gateway.storage import accounts, sessions
from shared.database import UnitOfWork
from shared.events.identity import AccountRevoked


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a client is given; shown once, kept nowhere in full."""

    access_token: str
    refresh_token: str
    expires_in: int


async def begin_session(
    work: UnitOfWork, account: Account, tokens: AccessTokens, now: datetime
) -> Tokens:
    """The tokens of a new session."""
    session_id = await sessions.begin(work, account.id)
    return await _give(work, account, session_id, tokens, now)


async def renew_session(
    work: UnitOfWork, refresh_token: str, tokens: AccessTokens, now: datetime
) -> Tokens:
    """New tokens for a refresh token, which is worth nothing afterwards.

    Refused with RefreshRefused, or with RefreshReused when it had been used
    before: then two people hold it, and `end_session` must follow.
    """
    refresh = await sessions.found(work, refresh_token)
    if refresh is None or refresh.session_revoked or refresh.expires_at <= now:
        raise RefreshRefused
    if refresh.used:
        raise RefreshReused
    row = await accounts.with_id(work, refresh.account_id)
    if row is None or row["disabled_at"] is not None:
        raise RefreshRefused
    await sessions.use(work, refresh_token)
    return await _give(work, accounts.account_of(row), refresh.session_id, tokens, now)


async def end_session(work: UnitOfWork, refresh_token: str, reason: str, now: datetime) -> None:
    """End the session a refresh token belongs to; an unknown token ends nothing (RFC 7009)."""
    refresh = await sessions.found(work, refresh_token)
    if refresh is not None and await sessions.revoke(work, refresh.session_id, reason):
        revoked = AccountRevoked(
            account_id=refresh.account_id,
            session_id=refresh.session_id,
            reason=reason,
            revoked_at=now,
        )
        await work.announce(refresh.account_id, revoked)


async def revoke_account(work: UnitOfWork, account_id: UUID, reason: str, now: datetime) -> None:
    """End every session of an account and every token given to it so far."""
    await sessions.revoke_all_of(work, account_id, reason)
    revoked = AccountRevoked(account_id=account_id, session_id=None, reason=reason, revoked_at=now)
    await work.announce(account_id, revoked)


async def _give(
    work: UnitOfWork, account: Account, session_id: UUID, tokens: AccessTokens, now: datetime
) -> Tokens:
    refresh_token = new_refresh_token()
    await sessions.give(work, session_id, refresh_token)
    access_token = tokens.mint(account, session_id, now)
    return Tokens(access_token, refresh_token, int(tokens.lifetime.total_seconds()))
