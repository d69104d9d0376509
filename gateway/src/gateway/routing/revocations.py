"""Which accounts and sessions were revoked: read often, still known when the database is away."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog

from shared.database import BROKEN_CONNECTION
from shared.refusals import Unavailable

log = structlog.get_logger("revocations")

ASK_EVERY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Revoked:
    """An account, or one session of it, whose tokens given before a moment are worth nothing."""

    account_id: UUID
    session_id: UUID | None
    at: datetime


class Revocations:
    """The revocations that may still meet a token that has not run out."""

    def __init__(self, read: Callable[[], Awaitable[Iterable[Revoked]]]) -> None:
        self._read = read
        self._sessions: frozenset[str] = frozenset()
        self._accounts: dict[str, float] = {}

    def cover(self, account: str, session: str, issued_at: float) -> bool:
        """Whether a token of this account and session, given then, is revoked."""
        return session in self._sessions or self._accounts.get(account, 0.0) > issued_at

    async def refresh(self) -> None:
        """Ask the database once."""
        sessions, accounts = set(), {}
        for revoked in await self._read():
            if revoked.session_id is not None:
                sessions.add(str(revoked.session_id))
            else:
                accounts[str(revoked.account_id)] = revoked.at.timestamp()
        self._sessions, self._accounts = frozenset(sessions), accounts

    async def run(self) -> None:
        """Ask again and again until cancelled."""
        while True:
            try:
                await self.refresh()
            except (*BROKEN_CONNECTION, TimeoutError, Unavailable) as fault:
                log.warning("revocations not read", fault=repr(fault))
            await asyncio.sleep(ASK_EVERY_SECONDS)
