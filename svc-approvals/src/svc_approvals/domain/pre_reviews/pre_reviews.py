"""A pre-review (预审): a clerk looks at a draft from afar, and says what to mend.

It decides nothing: the draft stays the applicant's, who may change it meanwhile, and handing
it in ends the request. A draft has one open request at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from shared.refusals import Conflict, Invalid, NotFound
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import PreReviewAnswered, PreReviewRequested
from svc_approvals.domain.cases.reasons import TransitionNotAllowed
from svc_approvals.domain.cases.states import IN_CHINESE, CaseState


class PreReviewState(StrEnum):
    """Where a request stands; it lapses with its draft."""

    OPEN = "open"
    ANSWERED = "answered"
    LAPSED = "lapsed"


class PreReviewNotFound(NotFound):
    """没有找到这个预审申请。"""

    advice = "只能查看本地区待预审的草稿；申请人提交或草稿失效后，预审随之结束。"


class PreReviewOpen(Conflict):
    """这份草稿已经在预审中。"""

    advice = "请等待窗口人员答复；预审期间草稿仍可修改。"


@dataclass(eq=False)
class RemarksUnknown(Invalid):
    """预审意见所指的内容不在本办件中。"""

    advice: ClassVar[str] = (
        "{pointers} 不是本办件的材料、表单项或情形，"
        "请按 materials/编号、form/项、answers/项 填写，每项一次。"
    )
    pointers: str


@dataclass(eq=False)
class RemarksMissing(Invalid):
    """预审没有通过，却没有写明意见。"""

    advice: ClassVar[str] = "草稿还不能提交的，请逐项写明需要修改的内容。"


def request(case: Case, review_id: UUID) -> None:
    """Ask for a look at a draft; refused with TransitionNotAllowed."""
    _only_draft(case, "申请预审")
    case.tell(PreReviewRequested(review_id))


def answer(case: Case, review_id: UUID, remarks: Mapping[str, str], *, ready: bool) -> None:
    """Say what to mend, or that it is ready.

    Refused with TransitionNotAllowed, or RemarksMissing when it is not ready for no reason.
    """
    _only_draft(case, "答复预审")
    if not ready and not remarks:
        raise RemarksMissing
    case.tell(PreReviewAnswered(review_id, ready, tuple(sorted(remarks))))


def _only_draft(case: Case, action: str) -> None:
    if case.state is not CaseState.DRAFT:
        raise TransitionNotAllowed(
            action=action, state=case.state, state_name=IN_CHINESE[case.state],
        )  # fmt: skip
