"""A person's short session on a kiosk, begun by scanning a code and confirming on the phone.

The token it gives lives for a minute and is renewed while somebody touches the
screen. Who walks away is logged out by doing nothing.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Literal
from uuid import UUID

from shared.refusals import Forbidden, NotFound

SCAN_WITHIN = timedelta(minutes=2)
IDLE = timedelta(seconds=60)
LONGEST = timedelta(minutes=20)

State = Literal["waiting", "confirmed", "ended"]
EndedBy = Literal["person", "kiosk", "idle"]


class KioskCodeRefused(NotFound):
    """二维码无效或已过期。"""

    advice = "二维码两分钟内有效且只能用一次，请在终端上重新取得二维码后再扫。"


class KioskSessionOver(NotFound):
    """终端会话已结束。"""

    advice = "为保护个人信息，一分钟无操作会话即结束。请在终端上重新扫码。"


class OnlyPersonsConfirm(Forbidden):
    """只有个人或企业账号可以在终端上登录。"""

    advice = "请用本人或企业账号登录小程序后再扫码。"


@dataclass(frozen=True, slots=True)
class KioskSession:
    """A session; ``seen_at`` is when its person last did something."""

    id: UUID
    device_id: UUID
    opened_at: datetime
    state: State = "waiting"
    account_id: UUID | None = None
    confirmed_at: datetime | None = None
    seen_at: datetime | None = None
    number: int = 1

    def scannable(self, now: datetime) -> None:
        """Refused with KioskCodeRefused once confirmed, ended or too old: always the same."""
        if self.state != "waiting" or now >= self.opened_at + SCAN_WITHIN:
            raise KioskCodeRefused

    def confirmed_by(self, account_id: UUID, now: datetime) -> "KioskSession":
        """The person has agreed on the phone; refused with KioskCodeRefused."""
        self.scannable(now)
        return replace(
            self, state="confirmed", account_id=account_id, confirmed_at=now, seen_at=now,
            number=self.number + 1,
        )  # fmt: skip

    def touched(self, now: datetime) -> "KioskSession":
        """The person is still there; refused with KioskSessionOver after a minute of nothing."""
        if not self.is_open(now):
            raise KioskSessionOver
        return replace(self, seen_at=now)

    def is_open(self, now: datetime) -> bool:
        """Confirmed, not idle and not longer than any person needs."""
        if self.state != "confirmed" or self.seen_at is None or self.confirmed_at is None:
            return False
        return now < self.seen_at + IDLE and now < self.confirmed_at + LONGEST

    def ended(self) -> "KioskSession":
        """Nobody's any more: who it was is not kept here."""
        return replace(self, state="ended", account_id=None, number=self.number + 1)


def new_code() -> str:
    """What the QR code says: 128 random bits, within the 32 characters of a WeChat scene."""
    return token_hex(16)
