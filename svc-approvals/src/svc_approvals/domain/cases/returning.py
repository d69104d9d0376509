"""Ways back: to an earlier node, to the window, and taking one's own decision back.

A way back never leaves a parallel branch an orphan: whatever lies behind the node that
opens again must not have been begun, except on the very way back. (Flowable's issues
1641, 2259 and 3919 are the cases to stand.)
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from svc_approvals.domain.cases import facts, progress
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.nodes import Node, ahead, behind
from svc_approvals.domain.cases.reasons import (
    CaseSuspended,
    NextNodeActed,
    NotYourDecision,
    ReturnTargetNotEarlier,
    ReturnWouldOrphan,
)
from svc_approvals.domain.cases.states import CaseState, NodeState

if TYPE_CHECKING:
    from svc_approvals.domain.cases.cases import Case


def return_to(case: "Case", key: str, to: str, staff_no: str, at: datetime, clock: Clock) -> Node:
    """Send the case back to an earlier node, which opens again for its former handler.

    Everything finished on the way between waits again. Refused with ReturnTargetNotEarlier,
    or ReturnWouldOrphan when another branch behind the target has been begun: also one that
    leads here, but that this node did not have to wait for.
    """
    case.in_hand(key, staff_no)
    if to not in ahead(case.nodes, key) or not _decided(case.nodes[to]):
        raise ReturnTargetNotEarlier(node_key=key, to=to)
    target = case.nodes[to]
    reopened = behind(case.nodes, to)
    finished = {one for one in ahead(case.nodes, key) if case.nodes[one].finished}
    _no_orphans(case, reopened - finished - {key})
    case.change(case.nodes[key], facts.NodeReturned(key, to, staff_no))
    _wait_again(case, [one for one in case.nodes.values() if one.key in reopened])
    handler_no = target.handler_no
    _reset(target)
    progress.open_node(case, target, at, clock)
    target.handler_no = handler_no
    target.claimed_at = at if handler_no else None
    case.reopen()
    progress.advance(case, at, clock)
    return target


def return_to_window(case: "Case", key: str, staff_no: str, at: datetime, clock: Clock) -> None:
    """Send the whole case back to the window, to be accepted anew.

    Refused with ReturnWouldOrphan when any other node has been begun or decided.
    """
    case.in_hand(key, staff_no)
    case.only("退回窗口", CaseState.IN_PROGRESS)
    _no_orphans(case, set(case.nodes) - {key})
    case.tell(facts.CaseReturnedToWindow(key, staff_no))
    case.nodes = {}
    case.changed.clear()
    case.state, case.received_at = CaseState.SUBMITTED, at
    case.acceptance_due = clock.within(case.hours).acceptance_due(at)
    case.accepted_at = case.promised_due = case.statutory_due = case.clock_from = None
    case.deemed_accepted, case.provisional, case.deferrals_open = False, False, 0
    case.epoch += 1


def take_back(case: "Case", key: str, staff_no: str, at: datetime, clock: Clock) -> Node:
    """Take one's own decision back before anybody behind it has acted (撤回审批).

    The limit has run on meanwhile: taking back buys no time. Refused with
    NotYourDecision, NextNodeActed, or CaseSuspended while nobody may go on.
    """
    case.only("撤回审批", CaseState.IN_PROGRESS, CaseState.DECIDED)
    if case.suspended_at is not None:
        raise CaseSuspended
    node = case.nodes[key]
    signer = node.signers.get(staff_no)
    own = node.handler_no == staff_no and (not node.signers or bool(signer and signer.outcome))
    if not _decided(node) or not own:
        raise NotYourDecision(node_key=key, node_name=node.name)
    after = behind(case.nodes, key)
    later = [one for one in case.nodes.values() if one.key in after]
    acted = [one for one in later if _acted(one)]
    if acted:
        raise NextNodeActed(node_key=key, nodes="、".join(one.name for one in acted))
    node.state, node.finished_at, node.opinion, node.feedback = NodeState.ACTIVE, None, "", ""
    node.epoch += 1
    if signer is not None:
        node.handler_no, node.claimed_at = "", None
        signer.outcome, signer.opinion, signer.signed_at = "", "", None
    case.change(node, facts.NodeTakenBack(key, staff_no))
    _wait_again(case, later)
    case.reopen()
    progress.advance(case, at, clock)
    return node


def _decided(node: Node) -> bool:
    """Approved or refused, or skipped by hand; not skipped because nobody needs it."""
    by_hand = node.state is NodeState.SKIPPED and bool(node.handler_no)
    return by_hand or node.state in {NodeState.APPROVED, NodeState.REFUSED}


def _acted(node: Node) -> bool:
    """Somebody, or a rule, has done something with it."""
    return _decided(node) or (node.is_open and node.touched)


def _no_orphans(case: "Case", others: Iterable[str]) -> None:
    begun = [case.nodes[key] for key in sorted(others) if _begun(case.nodes[key])]
    if begun:
        raise ReturnWouldOrphan(nodes="、".join(node.name for node in begun))


def _begun(node: Node) -> bool:
    return node.is_open or _acted(node)


def _wait_again(case: "Case", later: Iterable[Node]) -> None:
    for node in later:
        if node.state is not NodeState.WAITING:
            _reset(node)
            case.change(node, facts.NodeReset(node.key, node.organ_id))


def _reset(node: Node) -> None:
    node.state, node.epoch = NodeState.WAITING, node.epoch + 1
    node.handler_no = node.delegated_by = node.opinion = node.feedback = ""
    node.arrived_at = node.clock_from = node.claimed_at = node.finished_at = None
    node.promised_due = node.statutory_due = node.paused_at = None
    node.promised_left = node.statutory_left = None
    node.held_by, node.wanted, node.extended_days = (), (), 0
    node.extension_asked, node.extension_by = 0, ""
    for signer in node.signers.values():
        signer.outcome, signer.opinion, signer.signed_at = "", "", None
