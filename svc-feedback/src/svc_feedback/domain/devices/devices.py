"""Evaluators: devices at a window that ask whoever was served there (一次一评)."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.refusals import Conflict, Forbidden, NotFound

SHOWN_FOR = timedelta(seconds=60)  # what evaluators in the field wait for an answer
CLOCKS_APART = timedelta(minutes=5)


class ReviewDeviceNotFound(NotFound):
    """没有找到这台评价器。"""

    advice = "请核对设备编号；新设备须先由监督员绑定到窗口。"


class NotThisDevice(Forbidden):
    """只有评价器本机可以使用这个地址。"""

    advice = "请使用该设备自己的令牌访问。"


class VisitReviewedAlready(Conflict):
    """本次办事已经评价，不能再次邀请。"""

    advice = "每次办事只邀请一次评价；下一位办事人请开始新的办事记录。"


class VisitUnknown(NotFound):
    """没有找到这次办事。"""

    advice = "请随评价一并提交事项编码和事项名称，以便补登窗口离线期间的办事。"


@dataclass(frozen=True, slots=True)
class Device:
    """An evaluator and the window it stands at."""

    device_id: str
    window_id: str
    organ_id: UUID
    region_code: str


def prompt_id(device_id: str) -> UUID:
    """The id under which a device waits for its next question."""
    return uuid5(NAMESPACE_URL, f"yangguang:review-device:{device_id}")
