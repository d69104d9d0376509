"""Why something about a bad review is refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.refusals import Conflict, FieldError, Forbidden, Invalid, NotFound


class BadReviewNotFound(NotFound):
    """没有找到这条差评。"""

    advice = "请核对编号；只有承办单位和督办人员能查看差评的办理过程。"


@dataclass(eq=False)
class BadReviewStepNotAllowed(Conflict):
    """差评现在的状态不能这样办理。"""

    advice: ClassVar[str] = "这条差评现在“{label}”，请刷新后查看可以办理的步骤。"
    state: str
    label: str


class ReviewNotHandled(NotFound):
    """这次办事没有需要整改的评价。"""

    advice = "评价为“不满意”或者“非常不满意”的，由承办单位核实、整改并答复；其他评价不用跟进。"


@dataclass(eq=False)
class RevisitNotAsked(Conflict):
    """承办单位还没有答复。"""

    advice: ClassVar[str] = "您的评价现在“{label}”，请等答复后再说明是否满意；答复时会通知您。"
    state: str
    label: str


@dataclass(eq=False)
class RevisitOver(Conflict):
    """不再需要说明是否满意。"""

    advice: ClassVar[str] = "您的评价现在“{label}”；有新的情况，请写信或者拨打12345热线。"
    state: str
    label: str


class RevisitByHandler(Conflict):
    """这条评价的满意情况由承办单位回访时记录。"""

    advice = (
        "这次评价的二维码和评价码由窗口提供，评价时没有登录，不能凭码说明是否满意；"
        "请在回访时说明，仍不满意的，请写信或者拨打12345热线。"
    )


class BadReviewNotYours(Forbidden):
    """这条差评不由当前账号办理。"""

    advice = "请由承办单位指定的办理人办理，或者先由本单位重新指定办理人。"


class ReviewedPersonMayNotAct(Forbidden):
    """被评价人不能办理针对本人的差评。"""

    advice = "请由本单位其他人员办理；对评价有异议的，可以提出申诉。"


class HandlerUnknown(Invalid):
    """承办单位没有这个工号的在职人员。"""

    advice = "请核对工号；办理人应当是承办单位的在职工作人员。"

    @classmethod
    def at(cls, pointer: str = "#/staff_no") -> "HandlerUnknown":
        """The refusal for one member of the request."""
        message = "承办单位没有这个工号，请核对后重新填写。"
        return cls(errors=[FieldError(pointer, "unknown_staff", message)])


class SupervisorNeeded(Forbidden):
    """这一步只能由督办人员办理。"""

    advice = "请由本地区的督办人员办理。"


class JudgedByAnotherOrgan(Forbidden):
    """申诉应当由其他单位复核。"""

    advice = "提出申诉的单位和个人不能复核自己的申诉，请由其他单位的督办人员复核。"


@dataclass(eq=False)
class AttemptsTooFew(Conflict):
    """联系次数不足，不能按无法联系处理。"""

    advice: ClassVar[str] = "已记录 {recorded} 次联系，至少需要 {needed} 次，请继续联系评价人。"
    recorded: int
    needed: int


@dataclass(eq=False)
class AttemptTooSoon(Conflict):
    """刚刚已经联系过一次。"""

    advice: ClassVar[str] = "上一次联系在 {last_at}，请换一个时间再联系；一小时内的联系只算一次。"
    last_at: datetime


class VerdictDoesNotFit(Conflict):
    """核实结论与办理情况不符。"""

    advice = "联系上评价人的，请填写属实、部分属实或者不属实；三次联系不上的，请填写无法联系。"


class ExplanationDoesNotFit(Conflict):
    """解释的理由与核实结论不符。"""

    advice = "已经核实属实的，不能以不属实解释；没有法律依据的，请选择无法律依据，否则请整改。"


class ChangeMissing(Invalid):
    """没有写明改进了什么。"""

    advice = "整改应当写明修改了指南、表单，或者改进了人员服务、办事场所；无需整改的请先作出解释。"


@dataclass(eq=False)
class ExtendedAlready(Conflict):
    """整改期限已经延长过一次。"""

    advice: ClassVar[str] = "期限只能延长一次，请在 {due_at} 前答复。"
    due_at: datetime


@dataclass(eq=False)
class ExtensionTooLate(Conflict):
    """整改期限已过，不能再延长。"""

    advice: ClassVar[str] = "期限在 {due_at} 已经届满，请尽快答复。"
    due_at: datetime


@dataclass(eq=False)
class AppealedAlready(Conflict):
    """这条差评已经申诉过了。"""

    advice: ClassVar[str] = "每条差评只能申诉一次，请查看复核结果 {appeal_id}。"
    appeal_id: UUID


class AppealUndecided(Conflict):
    """这条评价正在申诉复核。"""

    advice = "请等复核决定作出后再裁定；复核成立的，评价随之无效，不必再裁定。"


class AppealNotFound(NotFound):
    """没有找到这次申诉。"""

    advice = "请核对编号；申诉由提出单位和复核单位查看。"
