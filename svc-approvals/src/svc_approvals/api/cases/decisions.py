"""Routes by which officers take nodes and decide them."""

from uuid import UUID

from fastapi import Request

from shared.edge import Work, edge_router
from shared.problems import documented, problem_document
from svc_approvals.api.cases.task_views import (
    AnsweredView,
    DecisionRequest,
    ManyAnswersView,
    ManyDecisionsRequest,
    NodeView,
)
from svc_approvals.api.tools import Officer, Tools
from svc_approvals.domain.cases.attachments import AttachmentUnknown
from svc_approvals.domain.cases.reasons import (
    AlreadySigned,
    CaseSuspended,
    IssueNotRefusable,
    MaterialStillDeferred,
    NextNodeActed,
    NodeAlreadyDecided,
    NodeClaimedByOther,
    NodeDelegated,
    NodeNotActive,
    NodeNotFound,
    NodeNotShared,
    NodeResting,
    NotASigner,
    NotYourDecision,
    TransitionNotAllowed,
)
from svc_approvals.domain.certificates.reasons import GrantedDataInvalid
from svc_approvals.domain.pushes.reasons import NodeAwaitsSystem
from svc_approvals.use_cases.cases import nodes
from svc_approvals.use_cases.cases.nodes import Answered

router = edge_router("tasks", prefix="/api/v1/tasks")
TAKING = (
    NodeNotFound, NodeClaimedByOther, NodeAlreadyDecided, NodeNotActive, NodeResting,
    NodeAwaitsSystem,
)  # fmt: skip


@router.post("/{node_id}/claim", responses=documented(*TAKING))
async def claim_node(work: Work, tools: Tools, caller: Officer, node_id: UUID) -> NodeView:
    """Take a node (签收)."""
    return NodeView.of(await nodes.claim_node(work, tools, caller, node_id))


@router.post("/{node_id}/release", responses=documented(*TAKING, NodeDelegated))
async def release_node(work: Work, tools: Tools, caller: Officer, node_id: UUID) -> NodeView:
    """Give a node back to the department (退回待办)."""
    return NodeView.of(await nodes.release_node(work, tools, caller, node_id))


@router.post(
    "/{node_id}/decide",
    responses=documented(
        *TAKING, MaterialStillDeferred, IssueNotRefusable, NodeDelegated, NotASigner,
        AlreadySigned, NodeNotShared, AttachmentUnknown, GrantedDataInvalid,
    ),
)  # fmt: skip
async def decide_node(
    work: Work, tools: Tools, caller: Officer, node_id: UUID, request: DecisionRequest
) -> NodeView:
    """Approve, refuse or skip a node of your department; where several sign, sign it."""
    node = await nodes.decide_node(work, tools, caller, node_id, request.decision())
    return NodeView.of(node)


@router.post("/decide")
async def decide_many_nodes(
    work: Work, tools: Tools, caller: Officer, sent: ManyDecisionsRequest, request: Request
) -> ManyAnswersView:
    """Up to a hundred decisions at once, with one answer each: a refused one stops no other."""
    decisions = [(one.node_id, one.decision()) for one in sent.decisions]
    answers = await nodes.decide_many(work, tools, caller, decisions)
    return ManyAnswersView(items=[_answered(one, request) for one in answers])


def _answered(one: Answered, request: Request) -> AnsweredView:
    if one.refusal is None:
        return AnsweredView(node_id=one.node_id, outcome="done", node=NodeView.of(one.node))
    request_id = getattr(request.state, "request_id", "")
    problem = problem_document(one.refusal, f"/api/v1/tasks/{one.node_id}/decide", request_id)
    return AnsweredView(node_id=one.node_id, outcome="refused", problem=problem)


@router.post(
    "/{node_id}/take-back",
    responses=documented(
        NodeNotFound,
        NotYourDecision,
        NextNodeActed,
        TransitionNotAllowed,
        CaseSuspended,
        NodeAwaitsSystem,
    ),
)
async def take_back_decision(work: Work, tools: Tools, caller: Officer, node_id: UUID) -> NodeView:
    """Take your own decision back, before the next node acts (撤回审批)."""
    return NodeView.of(await nodes.take_back(work, tools, caller, node_id))
