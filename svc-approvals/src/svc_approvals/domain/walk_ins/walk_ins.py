"""Whoever stands at the window: an identity that is proved by its own check digit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from shared.check_digits import is_credit_code, is_identity_no
from shared.masking import mask_name
from shared.refusals import Conflict, FieldError, Invalid
from svc_approvals.domain.catalogue.merged_forms import PATTERNS

WINDOW = "window"  # the channel of what was begun at the desk
Kind = Literal["person", "enterprise"]


@dataclass(eq=False)
class ApplicantInvalid(Invalid):
    """申请人信息有误。"""

    advice: ClassVar[str] = "请按 errors 中的逐项说明，对照申请人的证件原件改正。"


@dataclass(eq=False)
class NotBegunAtDesk(Conflict):
    """这个办件不是窗口代办的。"""

    advice: ClassVar[str] = "办件由申请人本人提交，请由本人修改；窗口可以受理或一次性告知补正。"


@dataclass(eq=False)
class DeliveryNeedsAccount(Invalid):
    """窗口代办的办件不能电子送达。"""

    advice: ClassVar[str] = "申请人没有接收电子证照的账号，请选择到窗口领取或者快递送达。"


@dataclass(frozen=True, slots=True)
class WalkIn:
    """A person or an enterprise, as the papers on the desk say."""

    kind: Kind
    name: str
    identity_no: str
    phone: str

    @property
    def name_masked(self) -> str:
        """张三 -> 张*; the name of an enterprise is public."""
        return self.name if self.kind == "enterprise" else mask_name(self.name)


def require_sound(one: WalkIn) -> None:
    """Refused with ApplicantInvalid, naming everything that cannot be right."""
    if errors := list(_faults(one)):
        raise ApplicantInvalid(errors=errors)


def require_deliverable(delivery: str) -> None:
    """Nothing can be put in a vault nobody can open; refused with DeliveryNeedsAccount."""
    if delivery == "electronic":
        raise DeliveryNeedsAccount


def _faults(one: WalkIn) -> Iterator[FieldError]:
    if not one.name.strip() or not one.name.isprintable():
        yield FieldError("#/applicant/name", "wrong_format", "请填写证件上的姓名或名称。")
    if one.kind == "person" and not is_identity_no(one.identity_no):
        yield FieldError(
            "#/applicant/identity_no", "wrong_format", "居民身份证号码有误，请核对 18 位每一位。"
        )
    if one.kind == "enterprise" and not is_credit_code(one.identity_no):
        yield FieldError(
            "#/applicant/identity_no", "wrong_format", "统一社会信用代码有误，请核对 18 位每一位。"
        )
    if not re.fullmatch(PATTERNS["phone"], one.phone):
        yield FieldError(
            "#/applicant/phone", "wrong_format", "请填写 11 位手机号码或带区号的固定电话。"
        )
