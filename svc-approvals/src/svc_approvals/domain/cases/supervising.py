"""What only a supervisor or the clock does to a whole case: suspend, go on, end it."""

from datetime import datetime
from typing import TYPE_CHECKING

from svc_approvals.domain.cases import facts, pausing, progress
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.reasons import CaseNotSuspended, CaseSuspended
from svc_approvals.domain.cases.states import CaseState, Hold, Result

if TYPE_CHECKING:
    from svc_approvals.domain.cases.cases import Case


def suspend(case: "Case", reason: str, at: datetime, clock: Clock) -> None:
    """Let every open node rest until a supervisor lets the case go on (中止办理)."""
    case.only("中止办理", CaseState.IN_PROGRESS, CaseState.DECIDED)
    if case.suspended_at is not None:
        raise CaseSuspended
    case.suspended_at, case.reason = at, reason
    case.tell(facts.CaseSuspended())
    for node in [one for one in case.nodes.values() if one.is_open]:
        pausing.hold(case, node, Hold.SUSPENDED, at, clock)


def lift_suspension(case: "Case", at: datetime, clock: Clock) -> None:
    """Let the case go on; branches that rest for another reason rest on."""
    if case.suspended_at is None:
        raise CaseNotSuspended
    case.suspended_at, case.reason = None, ""
    case.tell(facts.SuspensionLifted())
    for node in [one for one in case.nodes.values() if Hold.SUSPENDED in one.held_by]:
        pausing.release(case, node, Hold.SUSPENDED, at, clock)
    progress.issue_by_itself(case, at)


def terminate(case: "Case", reason: str, at: datetime) -> None:
    """End the case without a decision (终止办理), with the reason."""
    case.only(
        "终止办理", CaseState.SUBMITTED, CaseState.SUPPLEMENT_REQUESTED, CaseState.IN_PROGRESS,
        CaseState.DECIDED,
    )  # fmt: skip
    case.reason = reason
    progress.cancel_nodes(case, at)
    case.tell(facts.CaseTerminated())
    progress.close(case, Result.TERMINATED, at)


def overdue(case: "Case") -> None:
    """The promised limit of the whole case is over."""
    due = case.promised_due
    if due is not None:
        case.tell(facts.CaseOverdue(due))
