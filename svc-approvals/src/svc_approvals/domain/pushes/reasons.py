"""Why something with a push is refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from shared.refusals import Conflict, Invalid, TooLarge


@dataclass(eq=False)
class NodeAwaitsSystem(Conflict):
    """这个环节正由部门业务系统办理。"""

    advice: ClassVar[str] = (
        "环节“{node_name}”已推送部门业务系统，结果由系统回传；需要人工办理的，请先人工接管。"
    )
    node_key: str
    node_name: str


@dataclass(eq=False)
class NodeNotPushed(Conflict):
    """这个环节没有推送部门业务系统。"""

    advice: ClassVar[str] = "环节“{node_name}”由工作人员办理，无需接管。"
    node_key: str
    node_name: str


@dataclass(eq=False)
class PushAlreadyAnswered(Conflict):
    """这次推送已经有了办理结果。"""

    advice: ClassVar[str] = (
        "已收到办理结果（{outcome_name}），不能再变更；确需更正的，请联系审批部门。"
    )
    outcome: str
    outcome_name: str
    answered_at: datetime


@dataclass(eq=False)
class PushTakenOver(Conflict):
    """这个环节已转为人工办理。"""

    advice: ClassVar[str] = "已由工号 {staff_no} 的工作人员接管，系统回传的结果不再采用。"
    staff_no: str
    taken_over_at: datetime


@dataclass(eq=False)
class PushCancelled(Conflict):
    """这次推送已经取消。"""

    advice: ClassVar[str] = "办件已终止或环节已重新推送，请以最新一次推送为准。"
    cancelled_at: datetime


@dataclass(eq=False)
class AnswerRepeatedDifferently(Invalid):
    """同一 webhook-id 的内容前后不同。"""

    advice: ClassVar[str] = "重发时请保持内容不变；新的结果请使用新的 webhook-id。"
    message_id: str


@dataclass(eq=False)
class MessageTooLarge(TooLarge):
    """回传内容太大。"""

    advice: ClassVar[str] = "回传内容最多 {most} 字节。"
    most: int
