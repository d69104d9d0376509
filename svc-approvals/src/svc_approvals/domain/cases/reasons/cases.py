"""Why a command on a case is refused."""

from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Conflict, Invalid, NotFound


@dataclass(eq=False)
class CaseNotFound(NotFound):
    """没有找到这个办件。"""

    advice: ClassVar[str] = "请核对办件编号；只能查看本人或本部门的办件。"


@dataclass(eq=False)
class TransitionNotAllowed(Conflict):
    """当前状态不能进行此操作。"""

    advice: ClassVar[str] = "办件当前为“{state_name}”，不能{action}。请刷新后按当前状态办理。"
    action: str
    state: str
    state_name: str


@dataclass(eq=False)
class ApplicationIncomplete(Invalid):
    """申请还没有填写完整。"""

    advice: ClassVar[str] = "请按 errors 中的逐项说明补充后再提交。"


@dataclass(eq=False)
class SupplementEmpty(Invalid):
    """补正通知没有列出任何内容。"""

    advice: ClassVar[str] = "请一次性列出全部需要补正的内容及理由。"


@dataclass(eq=False)
class SupplementItemUnknown(Invalid):
    """补正内容不在本办件中。"""

    advice: ClassVar[str] = (
        "{items} 不是本办件的材料、表单项或情形，"
        "请按 materials/编号、form/项、answers/项 填写，每项一次。"
    )
    items: str


@dataclass(eq=False)
class SecondRequestNeedsReason(Invalid):
    """补正内容应当一次性告知。"""

    advice: ClassVar[str] = (
        "{items} 在首次补正时没有提出；确需再次要求的，请由监督人员填写理由（supervisor_reason）。"
    )
    items: str


@dataclass(eq=False)
class NoSupplementOpen(Conflict):
    """没有等待补正的内容。"""

    advice: ClassVar[str] = "目前没有部门要求补正，请刷新后核对。"


@dataclass(eq=False)
class CaseSuspended(Conflict):
    """办件已中止办理。"""

    advice: ClassVar[str] = "办件已被监督人员中止，恢复后再办理。"


@dataclass(eq=False)
class CaseNotSuspended(Conflict):
    """办件没有中止。"""

    advice: ClassVar[str] = "办件没有处于中止状态，请刷新后核对。"
