"""How a case goes on: what opens when something finishes, and when the result stands."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from svc_approvals.domain.cases import facts, nodes, pausing
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.states import RUNNING, CaseState, NodeState, Result

if TYPE_CHECKING:
    from svc_approvals.domain.cases.cases import Case


def start(
    case: "Case",
    running: Iterable[Node],
    accepted_at: datetime,
    at: datetime,
    clock: Clock,
    *,
    deferrals: tuple[str, ...],
) -> None:
    """Set both limits from the day of acceptance and open the first nodes."""
    within = clock.within(case.hours)
    promised = within.due(accepted_at, case.promised_days)
    statutory = within.due(accepted_at, case.statutory_days)
    case.state, case.accepted_at, case.clock_from = CaseState.IN_PROGRESS, accepted_at, accepted_at
    case.promised_due, case.statutory_due = promised.at, statutory.at
    case.provisional = promised.provisional or statutory.provisional
    case.epoch += 1
    case.nodes = {node.key: node for node in running}
    case.changed |= set(case.nodes)
    case.tell(facts.CaseAccepted(promised.at, statutory.at, case.deemed_accepted, deferrals))
    advance(case, at, clock)


def go_on(case: "Case", node: Node, at: datetime, clock: Clock) -> None:
    """What follows a decided node."""
    if node.is_issue:
        _issued(case, at)
    elif _ends_all(node):
        _refused(case, at)
    else:
        advance(case, at, clock)


def advance(case: "Case", at: datetime, clock: Clock) -> None:
    """Open, skip or decide by rule everything that no longer waits, until nothing moves."""
    while moved := list(nodes.ready(case.nodes)):
        for node, becomes in moved:
            if node.is_issue and not _settled(case, at):
                return
            if becomes is NodeState.SKIPPED:
                _skip(case, node, at)
                continue
            open_node(case, node, at, clock)
            _decide_by_rule(case, node, at)
            if _ends_all(node):
                _refused(case, at)
                return
    issue_by_itself(case, at)
    if case.state in RUNNING and all(node.finished for node in case.nodes.values()):
        _without_hand_out(case, at)


def issue_by_itself(case: "Case", at: datetime) -> None:
    """An instant approval (秒批) hands out without a person, once nothing is deferred."""
    for node in case.nodes.values():
        active = node.state is NodeState.ACTIVE
        if node.is_issue and node.automatic and active and not case.deferrals_open:
            node.state, node.finished_at = NodeState.APPROVED, at
            case.change(node, facts.NodeDecided(node.key, node.organ_id, node.state, ""))
            _issued(case, at)


def _decide_by_rule(case: "Case", node: Node, at: datetime) -> None:
    """A rule decides as soon as its node opens; what it cannot know is left to a person."""
    if node.kind == "rule" and node.ruling:
        node.state, node.finished_at = NodeState(node.ruling), at
        told = facts.NodeRuled(node.key, node.ruling, case.version_id, dict(node.rule_inputs))
        case.change(node, told)
        case.tell(facts.NodeDecided(node.key, node.organ_id, node.ruling, ""))


def _ends_all(node: Node) -> bool:
    return node.state is NodeState.REFUSED and node.on_refuse == "stop"


def _refused(case: "Case", at: datetime) -> None:
    cancel_nodes(case, at)
    _decided(case, Result.REFUSED, at)


def _without_hand_out(case: "Case", at: datetime) -> None:
    """Nothing is left to open, not even an issue node: what was decided counts as issued."""
    if case.state is CaseState.DECIDED or _settled(case, at):
        _issued(case, at)


def cancel_nodes(case: "Case", at: datetime) -> None:
    """End every node that is not finished, because the case ends."""
    for node in case.nodes.values():
        if not node.finished:
            node.state, node.finished_at = NodeState.CANCELLED, at
            pausing.end(node)
            case.change(node, facts.NodeCancelled(node.key, node.organ_id))


def delivered(case: "Case", how: str, at: datetime) -> None:
    """The results have arrived, so the case ends."""
    case.state = CaseState.DELIVERED
    case.tell(facts.CaseDelivered(how))
    close(case, case.result or Result.APPROVED, at)


def close(case: "Case", result: Result, at: datetime) -> None:
    """End the case; every submitted case ends here, and so opens its review."""
    case.state, case.result, case.closed_at = CaseState.CLOSED, result, at
    case.supplement_due = case.suspended_at = None
    pausing.end(case)
    organ_ids = tuple(dict.fromkeys(node.organ_id for node in case.nodes.values()))
    case.tell(
        facts.CaseClosed(
            case_no=case.case_no,
            matter_code=case.matter_code,
            matter_name=case.matter_name,
            applicant_id=case.applicant_id,
            organ_ids=organ_ids,
            result=result,
            channel=case.channel,
            closed_at=at,
            policy_id=case.policy_id,
            staff_nos=_in_whose_hands(case),
        ),
    )


def _in_whose_hands(case: "Case") -> tuple[str, ...]:
    """Who checked it at the window, and who handled, lent or signed a node."""
    hands = {case.claimed_by}
    for node in case.nodes.values():
        signed = (one.staff_no for one in node.signers.values() if one.outcome)
        hands |= {node.handler_no, node.delegated_by, *signed}
    return tuple(sorted(hands - {""}))


def _settled(case: "Case", at: datetime) -> bool:
    """All branches are done, so the result stands; False when there is nothing to hand out."""
    outcomes = {node.state for node in case.nodes.values() if not node.is_issue}
    if NodeState.REFUSED not in outcomes:
        _decided(case, Result.APPROVED, at)
    elif NodeState.APPROVED in outcomes:
        _decided(case, Result.PARTLY, at)
    else:
        cancel_nodes(case, at)
        _decided(case, Result.REFUSED, at)
    return case.result is not Result.REFUSED


def _decided(case: "Case", result: Result, at: datetime) -> None:
    case.state, case.result, case.decided_at = CaseState.DECIDED, result, at
    case.tell(facts.CaseDecided(result))
    if result is Result.REFUSED:
        close(case, result, at)


def open_node(case: "Case", node: Node, at: datetime, clock: Clock) -> None:
    """Give a node to its department; its limits count in its own office hours."""
    within = clock.within(node.hours)
    promised = within.due(at, node.promised_days)
    statutory = within.due(at, max(node.statutory_days, node.promised_days))
    node.state, node.arrived_at, node.epoch = NodeState.ACTIVE, at, node.epoch + 1
    node.clock_from = at
    node.promised_due, node.statutory_due = promised.at, statutory.at
    node.provisional = promised.provisional or statutory.provisional
    case.change(node, facts.NodeOpened(node.key, node.organ_id, promised.at, statutory.at))


def _skip(case: "Case", node: Node, at: datetime) -> None:
    reason = nodes.PREDECESSOR_REFUSED if node.applicable else nodes.NOT_APPLICABLE
    node.state, node.finished_at, node.feedback = NodeState.SKIPPED, at, reason
    case.change(node, facts.NodeSkipped(node.key, node.organ_id, reason))


def _issued(case: "Case", at: datetime) -> None:
    products = tuple(
        product
        for node in case.nodes.values()
        if node.state is NodeState.APPROVED
        for product in node.products
    )
    case.state = CaseState.ISSUED
    case.tell(facts.CaseIssued(products))
    if case.delivery == "electronic":
        delivered(case, "electronic", at)
    else:
        case.tell(facts.DeliveryChanged(case.delivery, "waiting"))
