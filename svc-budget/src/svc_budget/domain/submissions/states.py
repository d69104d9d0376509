"""The life of a version: draft -> checked -> approved -> published -> superseded | corrected.

A version that is not published yet may be uploaded anew at any time; then it is a draft again.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from shared.refusals import Conflict, Forbidden, NotFound


class State(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"  # uploaded, not yet read and checked
    CHECKED = "checked"
    APPROVED = "approved"  # its facts are written
    PUBLISHED = "published"
    SUPERSEDED = "superseded"  # by a version that changed no published figure
    CORRECTED = "corrected"  # by a version with a public reason


STATE_NAMES = {
    State.DRAFT: "草稿",
    State.CHECKED: "已校验",
    State.APPROVED: "已批复",
    State.PUBLISHED: "已公开",
    State.SUPERSEDED: "已被新版取代",
    State.CORRECTED: "已更正",
}
OPEN = frozenset({State.DRAFT, State.CHECKED, State.APPROVED})
PUBLIC = frozenset(State) - OPEN


class Step(StrEnum):
    """How far the reading of a file has come."""

    RECEIVED = "received"
    READING = "reading"
    RECOGNISING = "recognising"
    CHECKING = "checking"
    DONE = "done"


STEP_NAMES = {
    Step.RECEIVED: "收到文件",
    Step.READING: "读取",
    Step.RECOGNISING: "识别表格",
    Step.CHECKING: "勾稽校验",
    Step.DONE: "完成",
}


class SubmissionNotFound(NotFound):
    """没有找到这份预决算。"""

    advice = "请核对编号；只能查看本单位（财政部门：本地区）的预决算。"


@dataclass(eq=False)
class SubmissionStepNotAllowed(Conflict):
    """当前状态下不能这样办理。"""

    advice: ClassVar[str] = "这一版的状态是“{state_name}”，{needed}"

    state: str
    state_name: str
    needed: str


@dataclass(eq=False)
class SubmissionHasErrors(Conflict):
    """勾稽校验还有错误。"""

    advice: ClassVar[str] = "还有 {errors_left} 处错误，请按校验结果改正工作簿后重新上传。"

    errors_left: int


@dataclass(eq=False)
class WarningReasonsMissing(Conflict):
    """有提示尚未说明原因。"""

    advice: ClassVar[str] = "请逐条填写原因，原因将随预决算一并公开。"

    issues: list[int]  # their numbers


@dataclass(eq=False)
class CorrectionReasonNeeded(Conflict):
    """新的一版改动了已经公开的数字。"""

    advice: ClassVar[str] = (
        "有 {changed} 个已公开的数字被改动或删除（例如 {example}），请先办理更正并写明原因，"
        "原因将一并公开。"
    )

    changed: int
    example: str


class NothingChanged(Conflict):
    """与已公开的一版完全相同。"""

    advice = "文件没有任何变化，不需要再次公开。"


class NothingPublished(Conflict):
    """还没有已公开的版本。"""

    advice = "只有已公开的预决算才可以更正或恢复，请直接上传。"


class ApprovalByFinanceOnly(Forbidden):
    """预决算由本地区财政部门批复。"""

    advice = "请由财政部门的账号批复。"


def refuse_unless(state: State, allowed: frozenset[State], needed: str) -> None:
    """Refused with SubmissionStepNotAllowed, saying what to do instead."""
    if state not in allowed:
        raise SubmissionStepNotAllowed(state, STATE_NAMES[state], needed)
