"""Why something about a letter is refused."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.refusals import Conflict, Invalid, NotFound


class LetterNotFound(NotFound):
    """没有找到这封来信。"""

    advice = "请核对查询码；来信和答复只有双方都同意才公开。"


class LetterSentAlready(Conflict):
    """这个提交编号已经用过了。"""

    advice = "每封新的来信请使用新的 submission_id；重试时请保持内容不变。"


class MailboxUnknown(Invalid):
    """没有这个信箱。"""

    advice = "请从信箱列表中选择收信的信箱。"


@dataclass(eq=False)
class LetterStepNotAllowed(Conflict):
    """来信现在的状态不能这样办理。"""

    advice: ClassVar[str] = "来信现在“{label}”，请刷新后查看可以办理的步骤。"
    state: str
    label: str


@dataclass(eq=False)
class LetterRatedAlready(Conflict):
    """对这封来信的答复已经评价过了。"""

    advice: ClassVar[str] = "每次答复只评价一次，已评为“{label}”；有新的情况请重新写信。"
    satisfaction: int
    label: str


@dataclass(eq=False)
class LetterExtendedAlready(Conflict):
    """来信的办理期限已经延长过一次。"""

    advice: ClassVar[str] = "期限只能延长一次，请在 {due_on} 前答复。"
    due_on: date


@dataclass(eq=False)
class LetterExtensionTooLate(Conflict):
    """来信的办理期限已过，不能再延长。"""

    advice: ClassVar[str] = "期限在 {due_on} 已经届满，请尽快答复。"
    due_on: date


class LetterNotExtendable(Conflict):
    """这封来信的期限不能延长。"""

    advice = "只有按信访程序办理、情况复杂的来信才能延长期限；其他来信请按期答复。"


@dataclass(eq=False)
class LetterRefusalUnclear(Invalid):
    """不予受理的理由不完整。"""

    advice: ClassVar[str] = "请按 errors 中的说明补充后重新提交。"
