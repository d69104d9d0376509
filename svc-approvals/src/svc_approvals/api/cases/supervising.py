"""Routes by which a supervisor acts on the cases of the own region."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.edge import Work, edge_router
from shared.problems import documented
from svc_approvals.api.cases.case_shown import state_view
from svc_approvals.api.cases.case_views import CaseStateView
from svc_approvals.api.cases.task_views import HandOverRequest, NodeView
from svc_approvals.api.tools import Supervisor, Tools
from svc_approvals.domain.cases.reasons import (
    AlreadySigned,
    CaseNotFound,
    CaseNotSuspended,
    CaseSuspended,
    NodeAlreadyDecided,
    NodeNotActive,
    NodeNotFound,
    NotASigner,
    OfficialUnknown,
    SignerPresent,
    TransitionNotAllowed,
)
from svc_approvals.domain.pushes.reasons import NodeAwaitsSystem
from svc_approvals.use_cases.cases import supervising

router = edge_router("supervision", prefix="/api/v1/supervision")
OPEN_NODE = (NodeNotFound, NodeAlreadyDecided, NodeNotActive)


class UrgeRequest(BaseModel):
    """What the department is told."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(default="", max_length=500, examples=["承诺时限将到，请尽快办理。"])


class ReassignRequest(HandOverRequest):
    """To whom of the same organ, and why; where several sign, in whose place."""

    instead_of: str = Field(
        default="", max_length=32, description="会签、表决环节：由其代替签署的人员工号"
    )


class SupervisorReason(BaseModel):
    """Why; the applicant may read it."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=500)


@router.post("/nodes/{node_id}/urge", responses=documented(*OPEN_NODE))
async def urge_node(
    work: Work, tools: Tools, caller: Supervisor, node_id: UUID, request: UrgeRequest
) -> NodeView:
    """Press for a node (催办)."""
    return NodeView.of(await supervising.urge_node(work, tools, caller, node_id, request.text))


@router.post(
    "/nodes/{node_id}/reassign",
    responses=documented(
        *OPEN_NODE,
        OfficialUnknown,
        NodeAwaitsSystem,
        NotASigner,
        AlreadySigned,
        SignerPresent,
    ),
)
async def reassign_node(
    work: Work, tools: Tools, caller: Supervisor, node_id: UUID, request: ReassignRequest
) -> NodeView:
    """Give a node, or the signature of an official who cannot sign, to another one (改派)."""
    node = await supervising.reassign_node(
        work, tools, caller, node_id, request.to, request.reason, request.instead_of
    )
    return NodeView.of(node)


@router.post(
    "/cases/{case_id}/suspend",
    responses=documented(CaseNotFound, TransitionNotAllowed, CaseSuspended),
)
async def suspend_case(
    work: Work, tools: Tools, caller: Supervisor, case_id: UUID, request: SupervisorReason
) -> CaseStateView:
    """Suspend a case (中止办理): every clock of it stands still."""
    return state_view(await supervising.suspend_case(work, tools, caller, case_id, request.reason))


@router.post("/cases/{case_id}/resume", responses=documented(CaseNotFound, CaseNotSuspended))
async def resume_case(work: Work, tools: Tools, caller: Supervisor, case_id: UUID) -> CaseStateView:
    """Let a suspended case go on."""
    return state_view(await supervising.lift_suspension(work, tools, caller, case_id))


@router.post("/cases/{case_id}/terminate", responses=documented(CaseNotFound, TransitionNotAllowed))
async def terminate_case(
    work: Work, tools: Tools, caller: Supervisor, case_id: UUID, request: SupervisorReason
) -> CaseStateView:
    """End a case without a decision (终止办理), with the reason."""
    return state_view(
        await supervising.terminate_case(work, tools, caller, case_id, request.reason)
    )
