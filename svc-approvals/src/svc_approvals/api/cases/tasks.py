"""Routes of the departments' tasks: the active nodes of the officer's own organ."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.moments import Moment
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_approvals.api.cases.case_shown import form_shown
from svc_approvals.api.cases.case_views import CaseMaterialView
from svc_approvals.api.shown import Shown
from svc_approvals.api.tools import Officer, Tools
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import (
    IssueNotRefusable,
    MaterialStillDeferred,
    MaterialUnknown,
    NodeAlreadyDecided,
    NodeClaimedByOther,
    NodeNotActive,
    NodeNotFound,
)
from svc_approvals.domain.cases.states import NodeState
from svc_approvals.domain.pushes.reasons import NodeAwaitsSystem
from svc_approvals.storage.cases import queues
from svc_approvals.use_cases.cases import dossiers, nodes
from svc_approvals.use_cases.cases.materials import MaterialFileNotFound

router = edge_router("tasks", prefix="/api/v1/tasks")
TAKE_REFUSALS = documented(
    NodeNotFound, NodeClaimedByOther, NodeAlreadyDecided, NodeNotActive, NodeAwaitsSystem,
)  # fmt: skip
OUTCOMES = {"approve": NodeState.APPROVED, "refuse": NodeState.REFUSED}


class TaskView(Shown):
    """A node waiting for the officer's organ."""

    node_id: UUID
    key: str
    name: str = Field(examples=["公共场所卫生许可"])
    kind: str
    state: str
    case_id: UUID
    case_no: str
    matter_code: str
    matter_name: str
    applicant_masked: str
    handler_no: str
    arrived_at: Moment | None
    claimed_at: Moment | None
    promised_due: Moment | None
    statutory_due: Moment | None


class ProducedView(Shown):
    """What another node of the same case gives to this one."""

    code: str = Field(examples=["business_licence"])
    name: str = Field(examples=["营业执照"])
    certificate_type: str
    node_key: str
    node_name: str
    organ_id: UUID
    state: str = Field(description="产生它的环节的状态", examples=["approved"])
    finished_at: Moment | None
    feedback: str


class DossierView(TaskView):
    """A task with what the department needs to decide it."""

    form: dict[str, Any]
    materials: list[CaseMaterialView]
    produced: list[ProducedView] = Field(
        description="本办件其他环节产生的材料和结果，无需申请人提交"
    )


class NodeView(Shown):
    """A node after a command."""

    node_id: UUID
    key: str
    name: str
    state: str
    handler_no: str
    arrived_at: Moment | None
    claimed_at: Moment | None
    finished_at: Moment | None
    promised_due: Moment | None
    statutory_due: Moment | None


class DecisionRequest(BaseModel):
    """An officer's decision; ``opinion`` stays inside, ``feedback`` is shown on tracking."""

    model_config = ConfigDict(extra="forbid")

    outcome: Literal["approve", "refuse"]
    opinion: str = Field(default="", max_length=2000)
    feedback: str = Field(default="", max_length=500, examples=["材料齐全，符合条件。"])


@router.get("", response_model=Page[TaskView], dependencies=[Fields])
async def list_tasks(
    work: Work,
    caller: Officer,
    page: Paging,
    request: Request,
    response: Response,
    *,
    mine: Annotated[bool, Query(description="只看本人已签收的")] = False,
    overdue: Annotated[bool, Query(description="只看已超承诺时限的")] = False,
) -> dict[str, Any]:
    """Active nodes of the officer's organ, the most urgent first."""
    roles, handler_no = sorted(caller.roles), caller.staff_no if mine else None
    after = page.after_of(datetime.fromisoformat, UUID)
    rows = await queues.tasks_of(
        work, caller.organ, roles,
        handler_no=handler_no, overdue=overdue, after=after, limit=page.fetch,
    )  # fmt: skip
    total = None
    if page.count:
        total = await queues.count_tasks(work, caller.organ, roles, handler_no, overdue=overdue)
    listed = page_of([dict(row) for row in rows], page, ("promised_due", "node_id"), total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/{node_id}",
    dependencies=[Fields],
    responses=documented(NodeNotFound),
)
async def get_task(work: Work, tools: Tools, caller: Officer, node_id: UUID) -> DossierView:
    """One node of the officer's organ with the department's own view of form and materials."""
    dossier = await dossiers.open_dossier(work, tools, caller, node_id)
    return DossierView(
        **TaskView.model_validate(dict(dossier.task)).model_dump(),
        form=form_shown(dossier.guide, dossier.form),
        materials=[CaseMaterialView.model_validate(one) for one in dossier.materials],
        produced=[ProducedView.model_validate(one) for one in dossier.produced],
    )


@router.get(
    "/{node_id}/materials/{code}/file",
    response_class=Response,
    responses=documented(NodeNotFound, MaterialUnknown, MaterialFileNotFound),
)
async def download_task_material(
    work: Work, tools: Tools, caller: Officer, node_id: UUID, code: str
) -> Response:
    """The file of a material this node asks for."""
    row = await dossiers.dossier_file(work, tools, caller, node_id, code)
    return await download(tools.files, row["stored_at"], row["file_name"], row["media_type"])


@router.post("/{node_id}/claim", response_model=NodeView, responses=TAKE_REFUSALS)
async def claim_node(work: Work, caller: Officer, node_id: UUID) -> Node:
    """Take a node (签收)."""
    return await nodes.claim_node(work, caller, node_id)


@router.post("/{node_id}/release", response_model=NodeView, responses=TAKE_REFUSALS)
async def release_node(work: Work, caller: Officer, node_id: UUID) -> Node:
    """Give a node back to the department (退回待办)."""
    return await nodes.release_node(work, caller, node_id)


@router.post(
    "/{node_id}/decide",
    response_model=NodeView,
    responses={
        **TAKE_REFUSALS,
        **documented(
            NodeClaimedByOther, NodeAlreadyDecided, NodeNotActive, NodeAwaitsSystem,
            MaterialStillDeferred, IssueNotRefusable,
        ),
    },
)  # fmt: skip
async def decide_node(
    work: Work,
    tools: Tools,
    caller: Officer,
    node_id: UUID,
    request: DecisionRequest,
) -> Node:
    """Approve or refuse a node of your department."""
    return await nodes.decide_node(
        work, tools, caller, node_id, OUTCOMES[request.outcome],
        opinion=request.opinion, feedback=request.feedback,
    )  # fmt: skip
