"""What a department's officer does with a node: take it, give it back, decide it."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import NodeNotFound
from svc_approvals.domain.cases.states import NodeState
from svc_approvals.storage.cases import cases
from svc_approvals.use_cases.cases.rings import node_timers
from svc_approvals.use_cases.cases.saving import keep_case, keep_progress
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.pushes.queueing import require_by_hand


async def claim_node(work: UnitOfWork, caller: Caller, node_id: UUID) -> Node:
    """Take a node.

    Refused with NodeNotFound, NodeClaimedByOther, NodeAlreadyDecided or NodeAwaitsSystem.
    """
    case, key = await _own_node(work, caller, node_id)
    node = case.claim(key, caller.staff_no, work.now)
    await _keep(work, case)
    return node


async def release_node(work: UnitOfWork, caller: Caller, node_id: UUID) -> Node:
    """Give a node back; refused as for claim_node."""
    case, key = await _own_node(work, caller, node_id)
    node = case.release(key, caller.staff_no)
    await _keep(work, case)
    return node


async def decide_node(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    node_id: UUID,
    outcome: NodeState,
    *,
    opinion: str,
    feedback: str,
) -> Node:
    """Record a department's decision and open what was waiting for it.

    Refused with NodeNotFound (also for another department's node),
    NodeAlreadyDecided, NodeClaimedByOther, NodeNotActive, IssueNotRefusable or
    MaterialStillDeferred.
    """
    case, key = await _own_node(work, caller, node_id)
    clock = await office.clock(work)
    node = case.decide(
        key, outcome, caller.staff_no, work.now, clock, opinion=opinion, feedback=feedback,
    )  # fmt: skip
    await keep_progress(work, office, case, node_timers(case, clock))
    return node


async def _keep(work: UnitOfWork, case: Case) -> None:
    if case.facts:
        await keep_case(work, case)


async def _own_node(work: UnitOfWork, caller: Caller, node_id: UUID) -> tuple[Case, str]:
    case, key = await cases.load_by_node(work, node_id, caller.organ)
    if case.nodes[key].role not in caller.roles:
        raise NodeNotFound
    await require_by_hand(work, case.nodes[key])
    return case, key
