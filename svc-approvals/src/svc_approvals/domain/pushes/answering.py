"""What an answer or a takeover does to the case: the same commands as an officer's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from svc_approvals.domain.cases import facts, handling
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.nodes import Node, not_active
from svc_approvals.domain.cases.states import NodeState
from svc_approvals.domain.pushes.pushes import Push

OUTCOMES = {"approved": NodeState.APPROVED, "refused": NodeState.REFUSED}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a department's system says; ``feedback`` is shown on tracking, ``opinion`` is not."""

    outcome: Literal["approved", "refused", "progress"]
    opinion: str = ""
    feedback: str = ""
    product_no: str = ""


def take_answer(case: Case, push: Push, answer: Answer, at: datetime, clock: Clock) -> None:
    """Progress changes what is shown; a decision decides the node.

    Refused with PushAlreadyAnswered, PushTakenOver or PushCancelled, and as ``handling.decide`` is.
    """
    push.require_open()
    node = case.nodes[push.key]
    push.acknowledge(at)  # whoever answers has received it, whatever became of our attempt
    if answer.outcome == "progress":
        _require_begun(node)
        node.feedback = answer.feedback
        case.change(node, facts.NodePushAnswered(node.key, node.organ_id, answer.outcome))
        return
    case.tell(facts.NodePushAnswered(node.key, node.organ_id, answer.outcome))
    handling.decide(
        case, node.key, OUTCOMES[answer.outcome], push.system, at, clock,
        opinion=answer.opinion, feedback=answer.feedback,
    )  # fmt: skip
    push.answer(answer.outcome, answer.product_no, at)


def take_over(case: Case, push: Push, staff_no: str, reason: str, at: datetime) -> Node:
    """A person takes the node from the system and holds it.

    Refused with PushAlreadyAnswered, PushTakenOver, PushCancelled or NodeNotActive.
    """
    push.require_open()
    node = case.nodes[push.key]
    _require_begun(node)
    push.take_over(staff_no, reason, at)
    node.handler_no, node.claimed_at = staff_no, at
    case.change(node, facts.NodeTakenOver(node.key, node.organ_id, staff_no))
    return node


def _require_begun(node: Node) -> None:
    if node.finished or node.state is NodeState.WAITING:
        raise not_active(node)
