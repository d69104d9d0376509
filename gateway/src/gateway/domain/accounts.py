"""Accounts: who may log in, as what."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.refusals import Forbidden, NotFound, TooManyRequests, Unauthenticated

Kind = Literal["person", "enterprise", "staff", "device"]
KINDS: tuple[Kind, ...] = ("person", "enterprise", "staff", "device")
ROLES = (
    "citizen",
    "enterprise",
    "window",
    "approver",
    "editor",
    "registrar",
    "finance",
    "supervisor",
    "admin",
    "kiosk",
)
TRIES_A_MINUTE = 5


class CredentialsWrong(Unauthenticated):
    """账号或密码不正确。"""

    advice = "请核对账号和密码后重试。"


@dataclass(eq=False)
class TooManyTries(TooManyRequests):
    """密码错误次数太多。"""

    advice: ClassVar[str] = "为保护账号安全，请 {seconds} 秒后再试。"
    seconds: int


class AccountDisabled(Forbidden):
    """账号已停用。"""

    advice = "请联系管理员恢复账号。"


class PasswordsNotAccepted(Forbidden):
    """本系统不接受密码登录。"""

    advice = "请使用统一身份认证平台登录。"


class AccountUnknown(NotFound):
    """没有这个账号。"""


@dataclass(frozen=True, slots=True)
class Account:
    """What an account may do and for whom; the name in full is not part of it."""

    id: UUID
    login: str
    kind: Kind
    roles: tuple[str, ...]
    name_masked: str
    region_code: str
    organ_id: UUID | None = None
    staff_no: str = ""
    device_id: str = ""
    disabled: bool = False

    def claims(self) -> dict[str, Any]:
        """What tokens say of the account (contracts.md 2)."""
        return {
            "sub": str(self.id),
            "kind": self.kind,
            "name_masked": self.name_masked,
            "roles": list(self.roles),
            "organ_id": str(self.organ_id) if self.organ_id else None,
            "region_code": self.region_code,
            "staff_no": self.staff_no,
            "device_id": self.device_id,
        }

    def require_enabled(self) -> None:
        """Refused with AccountDisabled."""
        if self.disabled:
            raise AccountDisabled


def account_id_of(login: str) -> UUID:
    """The id of an account of the directory file, the same in every copy of the house."""
    return uuid5(NAMESPACE_URL, f"yangguang:account:{login}")
