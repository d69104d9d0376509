"""Who at the window looks at a case: taken by one clerk, so that no two work on the same papers."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from shared.refusals import Conflict, Invalid
from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.reasons import TransitionNotAllowed
from svc_approvals.domain.cases.states import IN_CHINESE, CaseState

AT_WINDOW = frozenset({CaseState.SUBMITTED, CaseState.SUPPLEMENT_REQUESTED})


@dataclass(eq=False)
class CaseClaimedByOther(Conflict):
    """这个办件已由其他窗口人员接件。"""

    advice: ClassVar[str] = (
        "办件正由工号 {staff_no} 的窗口人员办理，请其退回，或请监督人员改派后再办理。"
    )
    staff_no: str


@dataclass(eq=False)
class ClerkUnknown(Invalid):
    """没有这个工号的在职人员。"""

    advice: ClassVar[str] = "本地区没有工号为 {staff_no} 的在职人员，请核对后重新填写。"
    staff_no: str


def claim(case: Case, staff_no: str, at: datetime) -> None:
    """Take a submitted case; refused with TransitionNotAllowed or CaseClaimedByOther."""
    _only(case, "接件", CaseState.SUBMITTED)
    _not_others(case, staff_no)
    if not case.claimed_by:
        case.claimed_by, case.claimed_at = staff_no, at
        case.tell(facts.CaseClaimed(staff_no))


def release(case: Case, staff_no: str) -> None:
    """Give it back to the window; refused with TransitionNotAllowed or CaseClaimedByOther."""
    _only(case, "退回接件", *AT_WINDOW)
    _not_others(case, staff_no)
    if case.claimed_by:
        case.claimed_by, case.claimed_at = "", None
        case.tell(facts.ClaimReleased(staff_no))


def reassign(case: Case, staff_no: str, at: datetime) -> None:
    """Give it to another clerk, whoever has it; refused with TransitionNotAllowed."""
    _only(case, "改派", *AT_WINDOW)
    if case.claimed_by != staff_no:
        before = case.claimed_by
        case.claimed_by, case.claimed_at = staff_no, at
        case.tell(facts.ClaimReassigned(staff_no, before))


def handle(case: Case, staff_no: str, at: datetime) -> None:
    """Whoever acts on a case at the window has it from then on.

    Refused with CaseClaimedByOther while a colleague checks it.
    """
    if case.state in AT_WINDOW:
        _not_others(case, staff_no)
        if not case.claimed_by:
            case.claimed_by, case.claimed_at = staff_no, at


def _not_others(case: Case, staff_no: str) -> None:
    if case.claimed_by not in {"", staff_no}:
        raise CaseClaimedByOther(staff_no=case.claimed_by)


def _only(case: Case, action: str, *allowed: CaseState) -> None:
    if case.state not in allowed:
        raise TransitionNotAllowed(
            action=action, state=case.state, state_name=IN_CHINESE[case.state],
        )  # fmt: skip
