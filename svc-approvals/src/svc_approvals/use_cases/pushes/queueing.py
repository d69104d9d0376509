"""Pushes follow their nodes in the same transaction: queued as one opens, cancelled as it ends."""

from shared.database import UnitOfWork
from shared.ids import new_id
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import NodeCancelled, NodeOpened, NodeReset
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.pushes.pushes import Push
from svc_approvals.domain.pushes.reasons import NodeAwaitsSystem
from svc_approvals.storage.catalogue import matters
from svc_approvals.storage.pushes import pushes

PUSH = "push"
MOVES = NodeOpened | NodeCancelled | NodeReset


async def follow_pushes(work: UnitOfWork, case: Case) -> None:
    """Queue what this command opened, cancel what it ended; costs nothing without a push node."""
    moved = [
        (case.nodes[fact.node_key], isinstance(fact, NodeOpened))
        for fact in case.facts
        if isinstance(fact, MOVES) and case.nodes[fact.node_key].kind == PUSH
    ]
    if not moved:
        return
    await pushes.cancel_open(work, [node.node_id for node, _ in moved])
    published = await matters.version(work, case.version_id)
    targets = {node.key: node.pushes_to for node in published.matter.nodes}
    for node, opened in moved:
        if opened:
            await pushes.add(work, _push(work, case, node, targets[node.key]))


def _push(work: UnitOfWork, case: Case, node: Node, target: str) -> Push:
    return Push(
        push_id=new_id(),
        case_id=case.case_id,
        node_id=node.node_id,
        key=node.key,
        organ_id=node.organ_id,
        role=node.role,
        target=target,
        queued_at=work.now,
        next_at=work.now,
    )


async def require_by_hand(work: UnitOfWork, node: Node) -> None:
    """Refused with NodeAwaitsSystem while a department's own system has the node."""
    if node.kind == PUSH and not node.finished:
        push = await pushes.of_node(work, node.node_id)
        if push is not None and push.is_open:
            raise NodeAwaitsSystem(node_key=node.key, node_name=node.name)
