"""Sessions: refresh tokens that rotate, and what happens when one comes twice (RFC 9700, 4.14)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

from shared.refusals import Unauthenticated

REFRESH_LIFETIME = timedelta(days=30)


class RefreshRefused(Unauthenticated):
    """登录凭证已失效。"""

    advice = "请重新登录。"


class RefreshReused(Unauthenticated):
    """登录凭证被重复使用，会话已注销。"""

    advice = "这个凭证此前已经换过新的。为保护账号安全，相关会话已全部退出，请重新登录。"


@dataclass(frozen=True, slots=True)
class Refresh:
    """A refresh token as it is kept: its digest only, and what became of it."""

    session_id: UUID
    account_id: UUID
    expires_at: datetime
    used: bool
    session_revoked: bool


def new_refresh_token() -> str:
    """A token nobody can guess."""
    return token_urlsafe(32)


def digest_of(token: str) -> bytes:
    """What is kept of it: 256 random bits need no salt."""
    return sha256(token.encode()).digest()
