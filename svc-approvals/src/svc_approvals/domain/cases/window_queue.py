"""When the window should have acted on a case: what orders its queue.

Nothing waits at the window while the departments work, unless a deferred
material is still to come; then the promised day is the last one for it.
"""

from datetime import datetime, timedelta

from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.states import CaseState

LOOK_AFTER_SUPPLEMENT = timedelta(days=30)
HANDED_OUT_WITHIN = timedelta(days=14)  # ten working days after the decision (行政许可法 art. 44)


def window_due(case: Case) -> datetime | None:
    """By when somebody at the window should look at it; None when it is not the window's turn."""
    match case.state:
        case CaseState.SUBMITTED:
            return case.acceptance_due
        case CaseState.SUPPLEMENT_REQUESTED:
            return case.received_at + LOOK_AFTER_SUPPLEMENT if case.received_at else None
        case CaseState.IN_PROGRESS:
            return case.promised_due if case.deferrals_open else None
        case CaseState.ISSUED:
            return case.decided_at + HANDED_OUT_WITHIN if case.decided_at else None
        case _:
            return None
