"""Whose hands a node is in: taken, given back, handed to another, lent, signed by several."""

from datetime import datetime
from typing import TYPE_CHECKING

from svc_approvals.domain.cases import facts, progress
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import (
    AlreadySigned,
    IssueNotRefusable,
    MaterialStillDeferred,
    NodeNotDelegated,
    NodeNotShared,
    NotASigner,
    NotTheHandler,
    SignerOfTheMatter,
    SignerPresent,
    VoteWouldBeStuck,
)
from svc_approvals.domain.cases.signing import Signer, tally
from svc_approvals.domain.cases.states import NODES_IN_CHINESE, NodeState

if TYPE_CHECKING:
    from svc_approvals.domain.cases.cases import Case


def claim(case: "Case", key: str, staff_no: str, at: datetime) -> Node:
    """Take a node; refused with NodeClaimedByOther, NodeAlreadyDecided or NodeNotActive."""
    node = case.active(key)
    case.not_others(node, staff_no)
    if not node.handler_no:
        node.handler_no, node.claimed_at = staff_no, at
        case.change(node, facts.NodeClaimed(key, staff_no))
    return node


def give_back(case: "Case", key: str, staff_no: str) -> Node:
    """Give a claimed node back to the department; a lent one must go back to its lender first."""
    node = case.in_hand(key, staff_no)
    if node.handler_no:
        node.handler_no, node.claimed_at = "", None
        case.change(node, facts.NodeReleased(key, staff_no))
    return node


def transfer(case: "Case", key: str, staff_no: str, to: str, at: datetime) -> Node:
    """Hand a node over to a colleague for good (转办); refused while it is lent.

    Where several sign, the own signature that is still out goes with it.
    """
    node = case.in_hand(key, staff_no)
    if staff_no in node.signers and not node.signers[staff_no].outcome:
        _sign_instead(node, staff_no, to)
    return _hand_to(case, node, to, at, facts.NodeTransferred(key, staff_no, to))


def reassign(case: "Case", key: str, to: str, at: datetime, *, instead_of: str = "") -> Node:
    """A supervisor gives a node to an official of its organ, whoever has it now.

    Where several sign, the signature of the one named by ``instead_of`` goes with it.
    Refused with NotASigner, AlreadySigned or SignerPresent.
    """
    node = case.open_node(key)
    if instead_of:
        _unsigned(node, instead_of)
        _sign_instead(node, instead_of, to)
    node.delegated_by = ""
    return _hand_to(case, node, to, at, facts.NodeReassigned(key, node.handler_no, to))


def _hand_to(case: "Case", node: Node, to: str, at: datetime, fact: facts.Fact) -> Node:
    node.handler_no, node.claimed_at = to, at
    case.change(node, fact)
    return node


def _sign_instead(node: Node, staff_no: str, to: str) -> None:
    if to in node.signers:
        raise SignerPresent(node_key=node.key, staff_no=to)
    signer = node.signers.pop(staff_no)
    node.signers[to] = Signer(to, signer.weight, added_by=signer.added_by)


def delegate(case: "Case", key: str, staff_no: str, to: str) -> Node:
    """Lend a node for an opinion (委派); it comes back, and only the lender decides.

    Refused with NodeDelegated while it is lent, and NotTheHandler for anybody else; where
    several sign, each for themselves, with NodeNotShared.
    """
    node = case.active(key)
    if node.signing != "one":
        raise NodeNotShared(node_key=key)
    case.not_lent(node)
    if node.handler_no != staff_no or to == staff_no:
        raise NotTheHandler(node_key=key, staff_no=node.handler_no)
    node.delegated_by, node.handler_no = staff_no, to
    case.change(node, facts.NodeDelegated(key, staff_no, to))
    return node


def hand_back(case: "Case", key: str, staff_no: str) -> Node:
    """The borrower has given an opinion, or the lender calls the node back."""
    node = case.active(key)
    if not node.delegated_by:
        raise NodeNotDelegated(node_key=key)
    if staff_no not in {node.handler_no, node.delegated_by}:
        raise NotTheHandler(node_key=key, staff_no=node.handler_no)
    node.handler_no, node.delegated_by = node.delegated_by, ""
    case.change(node, facts.NodeHandedBack(key, staff_no, node.handler_no))
    return node


def urge(case: "Case", key: str) -> Node:
    """A supervisor presses for a node (催办)."""
    node = case.open_node(key)
    node.urged += 1
    case.change(node, facts.NodeUrged(key, node.organ_id, node.urged))
    return node


def add_signer(case: "Case", key: str, by: str, staff_no: str, weight: int = 1) -> Node:
    """Ask one more official to sign (加签); a node of one handler then needs both."""
    node = case.active(key)
    if node.is_issue:
        raise NodeNotShared(node_key=key)
    alone = node.signing == "one"
    if alone:
        case.in_hand(key, by)
    if staff_no in node.signers or (alone and staff_no == by):
        raise SignerPresent(node_key=key, staff_no=staff_no)
    if alone:
        node.signing, node.signers = "all", {by: Signer(by, added_by=by)}
    node.signers[staff_no] = Signer(staff_no, weight, added_by=by)
    case.change(node, facts.SignerAdded(key, staff_no, weight, by))
    return node


def remove_signer(
    case: "Case", key: str, by: str, staff_no: str, at: datetime, clock: Clock
) -> Node:
    """Ask one official less (减签): one who was added, and has not signed.

    Whom the matter itself names must sign (SignerOfTheMatter). The vote must still be
    winnable; what the others signed may decide the node at once.
    """
    node = case.active(key)
    signer = _unsigned(node, staff_no)
    if not signer.added_by:
        raise SignerOfTheMatter(node_key=key, staff_no=staff_no)
    rest = [one for one in node.signers.values() if one is not signer]
    winnable = node.signing != "weighted" or sum(one.weight for one in rest) >= node.threshold
    if not rest or not winnable:
        raise VoteWouldBeStuck(node_key=key, staff_no=staff_no)
    del node.signers[staff_no]
    case.change(node, facts.SignerRemoved(key, staff_no, by))
    _count(case, node, by, at, clock)
    return node


def decide(
    case: "Case",
    key: str,
    outcome: NodeState,
    staff_no: str,
    at: datetime,
    clock: Clock,
    *,
    opinion: str = "",
    feedback: str = "",
) -> Node:
    """Approve, refuse or skip a node, and open what was waiting for it.

    Where several sign, this is one signature, and the last one needed decides. Refused
    with NodeAlreadyDecided, NodeClaimedByOther, NodeDelegated, NodeResting or
    NodeNotActive; the issue node also with IssueNotRefusable, and with
    MaterialStillDeferred while one is out; a shared one with NotASigner or AlreadySigned.
    """
    node = case.active(key)
    if node.signing != "one":
        return _sign(case, node, outcome, staff_no, at, clock, opinion=opinion, feedback=feedback)
    case.in_hand(key, staff_no)
    if node.is_issue:
        _may_issue(case, node, outcome)
    node.claimed_at = node.claimed_at or at
    node.opinion, node.feedback = opinion, feedback
    finish(case, node, outcome, staff_no, at, clock)
    return node


def _sign(
    case: "Case",
    node: Node,
    outcome: NodeState,
    staff_no: str,
    at: datetime,
    clock: Clock,
    *,
    opinion: str,
    feedback: str,
) -> Node:
    signer = _unsigned(node, staff_no)
    if outcome is NodeState.SKIPPED:
        raise NodeNotShared(node_key=node.key)
    signer.outcome, signer.opinion, signer.signed_at = outcome, opinion, at
    node.feedback = feedback or node.feedback
    case.change(node, facts.NodeSigned(node.key, staff_no, outcome))
    _count(case, node, staff_no, at, clock)
    return node


def _unsigned(node: Node, staff_no: str) -> Signer:
    signer = node.signers.get(staff_no)
    if signer is None:
        raise NotASigner(node_key=node.key, staff_no=staff_no)
    if signer.outcome:
        raise _signed_already(node, signer)
    return signer


def _count(case: "Case", node: Node, staff_no: str, at: datetime, clock: Clock) -> None:
    outcome = tally(node.signing, node.threshold, node.signers.values())
    if outcome is not None:
        finish(case, node, outcome, staff_no, at, clock)


def finish(
    case: "Case", node: Node, outcome: NodeState, staff_no: str, at: datetime, clock: Clock
) -> None:
    """The node is decided, and the case goes on."""
    node.state, node.finished_at, node.handler_no = outcome, at, staff_no
    node.extension_asked, node.extension_by = 0, ""
    if outcome is NodeState.SKIPPED:
        case.change(node, facts.NodeSkipped(node.key, node.organ_id, facts.FOUND_NEEDLESS))
    else:
        case.change(node, facts.NodeDecided(node.key, node.organ_id, outcome, staff_no))
    progress.go_on(case, node, at, clock)


def _may_issue(case: "Case", node: Node, outcome: NodeState) -> None:
    if outcome is not NodeState.APPROVED:
        raise IssueNotRefusable(node_key=node.key, node_name=node.name)
    if case.deferrals_open:
        raise MaterialStillDeferred(outstanding=case.deferrals_open)


def _signed_already(node: Node, signer: Signer) -> AlreadySigned:
    return AlreadySigned(
        node_key=node.key, staff_no=signer.staff_no, outcome=signer.outcome,
        outcome_name=NODES_IN_CHINESE[NodeState(signer.outcome)],
    )  # fmt: skip
