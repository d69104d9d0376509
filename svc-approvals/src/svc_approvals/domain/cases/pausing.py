"""Clocks that stand still: a node rests while any reason holds it, the case while any node rests.

What is not counted (行政许可法 art. 45) is not counted for the whole case either: as long
as one branch rests, the case could not be decided in time by anybody. The other branches
go on with clocks of their own.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.states import Hold, NodeState

if TYPE_CHECKING:
    from svc_approvals.domain.cases.cases import Case


def hold(case: "Case", node: Node, why: Hold, at: datetime, clock: Clock) -> None:
    """Let a node rest for a reason; its minutes left are kept from the first reason on."""
    if not node.held_by:
        node.state = NodeState.PAUSED
        _stop(node, at, clock.within(node.hours))
        case.change(node, facts.NodePaused(node.key, node.organ_id, why))
    node.held_by = (*node.held_by, why)
    case.changed.add(node.key)
    rest_or_go_on(case, at, clock)


def release(case: "Case", node: Node, why: Hold, at: datetime, clock: Clock) -> None:
    """Take a reason away; with the last one the node goes on.

    After a supplement its limit begins anew where the matter says so (``resets``).
    """
    node.held_by = tuple(one for one in node.held_by if one is not why)
    case.changed.add(node.key)
    if not node.held_by:
        node.state = NodeState.ACTIVE
        days = (node.promised_days, max(node.statutory_days, node.promised_days))
        anew = node.resets and why is Hold.SUPPLEMENT
        _go_on(node, days, at, clock.within(node.hours), anew=anew)
        case.change(node, facts.NodeResumed(node.key, node.organ_id, *_dues(node), anew))
    rest_or_go_on(case, at, clock)


def rest_or_go_on(case: "Case", at: datetime, clock: Clock) -> None:
    """Stop or start the clock of the case as its nodes now stand."""
    rests = any(node.state is NodeState.PAUSED for node in case.nodes.values())
    within = clock.within(case.hours)
    if rests and case.paused_at is None:
        _stop(case, at, within)
        case.tell(facts.CasePaused())
    elif not rests and case.paused_at is not None:
        _go_on(case, (case.promised_days, case.statutory_days), at, within, anew=False)
        case.tell(facts.CaseResumed(*_dues(case)))


def end(holder: "Node | Case") -> None:
    """Nothing rests any more, because it is over."""
    holder.paused_at = holder.promised_left = holder.statutory_left = None
    if isinstance(holder, Node):
        holder.held_by, holder.wanted = (), ()


def _stop(holder: "Node | Case", at: datetime, clock: Clock) -> None:
    promised, statutory = _dues(holder)
    holder.promised_left, holder.statutory_left = (
        clock.left(at, promised),
        clock.left(at, statutory),
    )
    holder.promised_due = holder.statutory_due = None
    holder.paused_at = at
    holder.epoch += 1


def _go_on(
    holder: "Node | Case", days: tuple[int, int], at: datetime, clock: Clock, *, anew: bool
) -> None:
    since, paused_at = holder.clock_from, holder.paused_at
    if since is None or paused_at is None:
        raise ValueError("only what was running and paused can go on")
    if anew:
        dues = [clock.due(at, one + holder.extended_days) for one in days]
        holder.clock_from = at
    else:
        left = (holder.promised_left or 0, holder.statutory_left or 0)
        dues = [clock.after(at, one) for one in left]
        holder.clock_from = clock.after(at, -clock.left(since, paused_at)).at
    holder.promised_due, holder.statutory_due = dues[0].at, dues[1].at
    holder.provisional = any(due.provisional for due in dues)
    holder.paused_at = holder.promised_left = holder.statutory_left = None
    holder.epoch += 1


def _dues(holder: "Node | Case") -> tuple[datetime, datetime]:
    promised, statutory = holder.promised_due, holder.statutory_due
    if promised is None or statutory is None:
        raise ValueError("only a running clock has due dates")
    return promised, statutory
