"""A person takes a node from the department's own system."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import NodeNotFound
from svc_approvals.domain.pushes.answering import take_over
from svc_approvals.domain.pushes.reasons import NodeNotPushed
from svc_approvals.storage.cases import cases
from svc_approvals.storage.pushes import pushes
from svc_approvals.use_cases.cases.saving import keep_case


async def take_over_node(work: UnitOfWork, caller: Caller, node_id: UUID, reason: str) -> Node:
    """End the push and hold its node; from then on it is handled like any other.

    Refused with NodeNotFound, NodeNotPushed, NodeNotActive, PushAlreadyAnswered,
    PushTakenOver or PushCancelled.
    """
    case, key = await cases.load_by_node(work, node_id, caller.organ)
    if case.nodes[key].role not in caller.roles:
        raise NodeNotFound
    push = await pushes.of_node(work, node_id)
    if push is None:
        raise NodeNotPushed(node_key=key, node_name=case.nodes[key].name)
    node = take_over(case, push, caller.staff_no, reason, work.now)
    await pushes.save(work, push)
    await keep_case(work, case)
    return node
