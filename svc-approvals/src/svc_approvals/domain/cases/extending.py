"""A longer limit: asked for once by the department, agreed to by somebody else (art. 42)."""

from typing import TYPE_CHECKING

from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.clocks import (
    EXTENSION_DAYS,
    JOINT_DAYS,
    JOINT_EXTENSION_DAYS,
    Clock,
)
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import (
    ExtendedOnceAlready,
    ExtensionNeedsAnother,
    ExtensionNotAsked,
    ExtensionTooLong,
)
from svc_approvals.domain.cases.states import CaseState

if TYPE_CHECKING:
    from svc_approvals.domain.cases.cases import Case


def longest_extension(case: "Case") -> int:
    """10 working days, 15 where departments handle jointly within 45 (行政许可法 art. 42)."""
    return JOINT_EXTENSION_DAYS if case.statutory_days >= JOINT_DAYS else EXTENSION_DAYS


def ask_extension(case: "Case", key: str, staff_no: str, days: int) -> Node:
    """Ask for more days, once; refused with ExtendedOnceAlready or ExtensionTooLong."""
    node = case.open_node(key)
    case.not_others(node, staff_no)
    case.not_lent(node)
    if node.extended_days or node.extension_asked:
        raise ExtendedOnceAlready(node_key=key, node_name=node.name)
    if days > longest_extension(case):
        raise ExtensionTooLong(node_key=key, most=longest_extension(case))
    node.extension_asked, node.extension_by = days, staff_no
    case.change(node, facts.ExtensionAsked(key, days, staff_no))
    return node


def answer_extension(case: "Case", key: str, staff_no: str, clock: Clock, *, agreed: bool) -> Node:
    """Agree or not; never by who asked. The case's own limits grow with the longest one.

    Refused with ExtensionNotAsked or ExtensionNeedsAnother.
    """
    node = case.open_node(key)
    days = node.extension_asked
    if not days:
        raise ExtensionNotAsked(node_key=key, node_name=node.name)
    if staff_no == node.extension_by:
        raise ExtensionNeedsAnother(node_key=key, staff_no=staff_no)
    node.extension_asked, node.extension_by = 0, ""
    if not agreed:
        case.change(node, facts.ExtensionDeclined(key, days, staff_no))
        return node
    case.only("延长时限", CaseState.IN_PROGRESS, CaseState.DECIDED)
    _lengthen(node, days, clock.within(node.hours))
    node.epoch += 1
    case.change(
        node, facts.NodeExtended(key, days, node.promised_due, node.statutory_due, staff_no)
    )
    more = days - case.extended_days
    if more > 0:
        _lengthen(case, more, clock.within(case.hours))
        case.epoch += 1
        case.tell(facts.CaseExtended(case.extended_days, case.promised_due, case.statutory_due))
    return node


def _lengthen(holder: "Node | Case", days: int, clock: Clock) -> None:
    minutes = days * clock.hours.minutes_a_day
    holder.extended_days += days
    if holder.promised_due is not None and holder.statutory_due is not None:
        promised, statutory = (
            clock.extended(due, days) for due in (holder.promised_due, holder.statutory_due)
        )
        holder.promised_due, holder.statutory_due = promised.at, statutory.at
        holder.provisional = holder.provisional or statutory.provisional
    if holder.promised_left is not None and holder.statutory_left is not None:
        holder.promised_left += minutes
        holder.statutory_left += minutes
