"""Why something with a delivery is refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from shared.refusals import Conflict, Invalid, NotFound


@dataclass(eq=False)
class DeliveryNotFound(NotFound):
    """没有找到送达记录。"""

    advice: ClassVar[str] = "办件出件后才有送达记录；只能查看本人或本地区的办件。"


@dataclass(eq=False)
class WaybillUnknown(NotFound):
    """没有找到这个运单。"""

    advice: ClassVar[str] = "请核对 waybill_no 或 order_id；下单尚未完成的，请稍后重发。"


@dataclass(eq=False)
class DeliveryUnderWay(Conflict):
    """结果正在邮寄途中。"""

    advice: ClassVar[str] = "快递已揽收（{state_name}），窗口没有证照可以交付；退回后可到窗口领取。"
    state: str
    state_name: str


@dataclass(eq=False)
class DeliveryFinished(Conflict):
    """结果已经送达。"""

    advice: ClassVar[str] = "已经送达（{state_name}），不能再次办理送达。"
    state: str
    state_name: str
    finished_at: datetime


@dataclass(eq=False)
class DeliveryNotReturned(Conflict):
    """现在不能重新寄送。"""

    advice: ClassVar[str] = "只有被退回或未能下单的快递可以重新寄送；当前状态为“{state_name}”。"
    state: str
    state_name: str


@dataclass(eq=False)
class PickupCodeWrong(Invalid):
    """取件码不正确。"""

    advice: ClassVar[str] = "请核对申请人“我的办件”中显示的取件码。"


@dataclass(eq=False)
class CourierEventInvalid(Invalid):
    """物流信息不能识别。"""

    advice: ClassVar[str] = "请按接口文档提交；时间不得晚于当前时间。"
