"""Why a command on a pair of screens is refused."""

from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Conflict, Invalid, NotFound, TooManyRequests


class ScreenSessionNotFound(NotFound):
    """没有找到这个双屏会话。"""

    advice = "会话只对开启它的窗口人员和已配对的外屏开放，请在窗口重新配对。"


class ScreenCodeWrong(NotFound):
    """配对码不正确或已失效。"""

    advice = (
        "配对码只能使用一次，五分钟内有效；请核对窗口屏幕上的六位数字，或请窗口人员更换配对码。"
    )


class TooManyJoins(TooManyRequests):
    """配对尝试过于频繁。"""

    advice = "请五分钟后再试，或请窗口人员协助配对。"
    retry_after = 300


@dataclass(eq=False)
class ScreenSessionOver(Conflict):
    """双屏会话已经结束。"""

    advice: ClassVar[str] = "会话已关闭或十分钟无人操作，屏上的内容已清除；请在窗口重新配对。"
    session_id: str


class ScreenAlreadyJoined(Conflict):
    """外屏已经配对。"""

    advice = "一个会话只配一块外屏；需要更换外屏的，请关闭会话后重新开启。"


class NothingShown(Conflict):
    """外屏上还没有显示办件。"""

    advice = "请窗口人员先选择要核对的办件和表单项。"


@dataclass(eq=False)
class FieldsUnknown(Invalid):
    """要显示的表单项不在本办件中。"""

    advice: ClassVar[str] = "表单里没有这些项：{fields}，请按申请表中的项选择。"
    fields: str


@dataclass(eq=False)
class FieldNotShown(NotFound):
    """外屏上没有显示这一项。"""

    advice: ClassVar[str] = "“{field}”没有显示在外屏上，请刷新后按屏上的内容核对。"
    field: str


@dataclass(eq=False)
class ValueChangedMeanwhile(Conflict):
    """这一项的内容刚刚被修改。"""

    advice: ClassVar[str] = "“{field}”在您核对时已被修改，请按屏上的新内容重新核对。"
    field: str


@dataclass(eq=False)
class FieldsNotConfirmed(Conflict):
    """申请人还没有核对完屏上的内容。"""

    advice: ClassVar[str] = "外屏上还有未经申请人确认的内容：{fields}。请申请人逐项确认后再提交。"
    fields: str
