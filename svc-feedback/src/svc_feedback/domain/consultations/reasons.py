"""Why something about a consultation is refused."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.refusals import Conflict, Invalid, NotFound


class ConsultationNotFound(NotFound):
    """没有找到这次意见征集。"""

    advice = "请从意见征集列表中选择；尚未发布的征集只有起草部门能看到。"


class OpinionNotFound(NotFound):
    """没有找到这条意见。"""

    advice = "请从本次征集的意见列表中选择。"


class ConsultationUnsound(Invalid):
    """意见征集还不能发布。"""


@dataclass(eq=False)
class ConsultationStepNotAllowed(Conflict):
    """意见征集现在的状态不能这样办理。"""

    advice: ClassVar[str] = "意见征集现在“{label}”，请刷新后查看可以办理的步骤。"
    state: str
    label: str


@dataclass(eq=False)
class ConsultationNotOpen(Conflict):
    """现在不能提意见。"""

    advice: ClassVar[str] = "征集时间为 {opens_on} 至 {closes_on}，请在此期间提交。"
    opens_on: date
    closes_on: date


class PassageUnknown(Invalid):
    """没有这个条款。"""

    advice = "请从征集稿的条款中选择；对全文的意见可以不填条款。"


class OpinionSentAlready(Conflict):
    """这个提交编号已经用过了。"""

    advice = "每条新的意见请使用新的 submission_id；重试时请保持内容不变。"


@dataclass(eq=False)
class OpinionsTooMany(Conflict):
    """同一账号提交的意见太多。"""

    advice: ClassVar[str] = "每个账号对一次征集最多提交 {most} 条意见，请合并后提交。"
    most: int


class DispositionUnexplained(Invalid):
    """没有说明不采纳的理由。"""


@dataclass(eq=False)
class OpinionsUndisposed(Conflict):
    """还有意见没有处理。"""

    advice: ClassVar[str] = "还有 {remaining} 条意见没有写明是否采纳，请逐条处理后再公布结果。"
    remaining: int
