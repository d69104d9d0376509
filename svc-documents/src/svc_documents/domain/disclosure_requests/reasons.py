"""Why something cannot be done with a request for disclosure."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.refusals import Conflict, Invalid, NotFound


@dataclass(eq=False)
class DisclosureRequestNotFound(NotFound):
    """没有找到这件政府信息公开申请。"""

    advice: ClassVar[str] = "请在自己的（或本机关的）申请列表中选择。"


@dataclass(eq=False)
class DisclosureStepNotAllowed(Conflict):
    """申请现在不能这样办理。"""

    advice: ClassVar[str] = "申请处于“{state_title}”状态，请按该状态可以进行的步骤办理。"
    state: str
    state_title: str


@dataclass(eq=False)
class DisclosureSupplementAskedOnce(Conflict):
    """补正只能要求一次。"""

    advice: ClassVar[str] = "条例第三十条要求一次性告知，已于 {asked_on} 告知补正，请据以答复。"
    asked_on: date


@dataclass(eq=False)
class DisclosureSupplementTooLate(Conflict):
    """要求补正的期限已过。"""

    advice: ClassVar[str] = "自收到申请之日起 7 个工作日内告知补正，期限是 {until}，请直接答复。"
    until: date


@dataclass(eq=False)
class DisclosureExtendedAlready(Conflict):
    """答复期限只能延长一次。"""

    advice: ClassVar[str] = "已延长 {days} 个工作日，请在延长后的期限内答复。"
    days: int


@dataclass(eq=False)
class DisclosureExtensionTooLate(Conflict):
    """答复期限已过，不能延长。"""

    advice: ClassVar[str] = "期限是 {due_on}，请尽快答复。"
    due_on: date


@dataclass(eq=False)
class DisclosureFeeNotDue(Conflict):
    """没有达到收费标准，或已通知过收费。"""

    advice: ClassVar[str] = "每月 10 件以内、30 页以内不收费，收费只通知一次，请直接答复。"


@dataclass(eq=False)
class DisclosureConsultationRunning(Conflict):
    """正在征求意见，还不能公开。"""

    advice: ClassVar[str] = "请记录意见后再答复；到 {until} 仍未提出意见的，可由本机关决定。"
    until: date


@dataclass(eq=False)
class DisclosureConsultationNotRunning(Conflict):
    """没有这次征求意见，或已经结束。"""

    advice: ClassVar[str] = "请在申请详情中查看征求意见的编号和状态。"


@dataclass(eq=False)
class DisclosureAnswerTooEarly(Conflict):
    """申请人的期限还没有过。"""

    advice: ClassVar[str] = "到 {until} 期满后，才能以逾期为由不再处理。"
    until: date


@dataclass(eq=False)
class DisclosureAnswerInvalid(Invalid):
    """答复的内容不完整。"""


@dataclass(eq=False)
class DisclosureApplicationInvalid(Invalid):
    """申请的内容不正确。"""
