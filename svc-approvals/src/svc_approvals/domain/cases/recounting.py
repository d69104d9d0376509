"""Due dates counted anew, because the calendar has become known or was corrected."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.clocks import Clock, Pause
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.states import RUNNING, CaseState

if TYPE_CHECKING:
    from svc_approvals.domain.cases.cases import Case

Pauses = Mapping[str, Sequence[Pause]]
OF_THE_CASE = ""


def recount(case: "Case", pauses: Pauses, clock: Clock) -> bool:
    """Count every running limit of the case from its beginning; whether any moved.

    What is handed out already has no limit any more.
    ``pauses`` are the finished spans by node key, those of the case under the empty one.
    """
    moved = False
    if case.state is CaseState.SUBMITTED and case.received_at is not None:
        due = clock.within(case.hours).acceptance_due(case.received_at)
        if due != case.acceptance_due:
            case.acceptance_due, moved = due, True
            case.epoch += 1
            case.tell(facts.AcceptanceRecounted(due))
    if case.accepted_at is not None and case.state in RUNNING:
        days, before = (case.promised_days, case.statutory_days), case.promised_due
        spans = pauses.get(OF_THE_CASE, ())
        if _recounted(case, case.accepted_at, days, spans, clock.within(case.hours)):
            moved = True
            case.tell(
                facts.CaseRecounted(case.promised_due, case.statutory_due, case.provisional, before)
            )
    for node in case.nodes.values():
        moved = _node(case, node, pauses.get(node.key, ()), clock) or moved
    return moved


def _node(case: "Case", node: Node, spans: Sequence[Pause], clock: Clock) -> bool:
    if not node.is_open or node.arrived_at is None:
        return False
    days = (node.promised_days, max(node.statutory_days, node.promised_days))
    if not _recounted(node, node.arrived_at, days, spans, clock.within(node.hours)):
        return False
    told = facts.NodeRecounted(node.key, node.promised_due, node.statutory_due, node.provisional)
    case.change(node, told)
    return True


def _recounted(
    holder: "Node | Case",
    start: datetime,
    days: tuple[int, int],
    spans: Sequence[Pause],
    clock: Clock,
) -> bool:
    own = [span for span in spans if span.since >= start]  # earlier ones are of an earlier opening
    promised, statutory = (clock.replayed(start, each + holder.extended_days, own) for each in days)
    before = _standing(holder)
    holder.clock_from = promised.since
    if holder.paused_at is None:
        holder.promised_due, holder.statutory_due = promised.due, statutory.due
        holder.provisional = promised.provisional or statutory.provisional
    else:
        holder.promised_left = clock.left(holder.paused_at, promised.due)
        holder.statutory_left = clock.left(holder.paused_at, statutory.due)
    if _standing(holder) == before:
        return False
    holder.epoch += 1
    return True


def _standing(holder: "Node | Case") -> tuple[object, ...]:
    return (
        holder.promised_due, holder.statutory_due, holder.promised_left, holder.statutory_left,
        holder.provisional, holder.clock_from,
    )  # fmt: skip
