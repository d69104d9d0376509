"""Days an applicant was given: when a calendar becomes known they move later, never earlier.

Supplements and deferrals are counted in working days too. Whoever was told a day may rely on
it, so a day that turns out to be worked takes nothing away.
"""

from dataclasses import dataclass
from datetime import datetime

from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import DEFERRAL_GRACE_DAYS, SUPPLEMENT_DAYS, Clock
from svc_approvals.domain.cases.states import RUNNING, CaseState, Hold


@dataclass(slots=True)
class Deferral:
    """A material still to come: until when, out of how many days.

    ``days`` is unknown of old ones, which stay as they are. ``returned_at``: the warning
    was given, and this is when the case is returned.
    """

    material_code: str
    until: datetime
    days: int | None = None
    returned_at: datetime | None = None


def recount_supplement(case: Case, asked_at: datetime, clock: Clock) -> bool:
    """The day by which the window's request is to be answered; whether it moved."""
    if case.state is not CaseState.SUPPLEMENT_REQUESTED or case.supplement_due is None:
        return False
    due = max(case.supplement_due, clock.due(asked_at, SUPPLEMENT_DAYS).at)
    if due == case.supplement_due:
        return False
    case.supplement_due = due
    case.tell(facts.SupplementRecounted("", due))
    return True


def recount_node_supplement(
    case: Case, key: str, set_for: datetime, asked_at: datetime, clock: Clock
) -> bool:
    """The same of what a department asked for; ``set_for`` is when it would ring."""
    due = clock.due(asked_at, SUPPLEMENT_DAYS).at
    if Hold.SUPPLEMENT not in case.nodes[key].held_by or due <= set_for:
        return False
    case.tell(facts.SupplementRecounted(key, due))
    return True


def recount_deferral(case: Case, deferral: Deferral, now: datetime, clock: Clock) -> bool:
    """The day of a deferred material, or of the return when its day is over; whether it moved.

    A warning that came too early is taken back: the new day warns again.
    """
    if case.state not in RUNNING or case.accepted_at is None or deferral.days is None:
        return False
    due = max(deferral.until, clock.due(case.accepted_at, deferral.days).at)
    moved = due != deferral.until
    deferral.until = due
    if deferral.returned_at is not None and due <= now:
        grace = max(deferral.returned_at, clock.due(due, DEFERRAL_GRACE_DAYS).at)
        moved, deferral.returned_at = grace != deferral.returned_at, grace
        due = grace
    else:
        deferral.returned_at = None
    if moved:
        warned = deferral.returned_at is not None
        case.tell(facts.DeferralRecounted(deferral.material_code, due, warned))
    return moved
