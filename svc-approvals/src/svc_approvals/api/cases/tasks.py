"""What the departments have to do: the open nodes of the officer's own organ."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_approvals.api.cases.attachment_views import AttachmentView
from svc_approvals.api.cases.case_shown import form_shown
from svc_approvals.api.cases.case_views import CaseMaterialView, SupplementView
from svc_approvals.api.cases.task_filters import TaskFilters
from svc_approvals.api.cases.task_views import (
    DossierView,
    ProcedureView,
    ProducedView,
    RemarkView,
    SignerView,
    TaskView,
)
from svc_approvals.api.tools import Officer, Tools
from svc_approvals.domain.cases.reasons import MaterialUnknown, NodeNotFound
from svc_approvals.storage.cases import queues
from svc_approvals.use_cases.cases import dossiers
from svc_approvals.use_cases.cases.materials import MaterialFileNotFound

router = edge_router("tasks", prefix="/api/v1/tasks")


@router.get("", response_model=Page[TaskView], dependencies=[Fields])
async def list_tasks(
    work: Work,
    caller: Officer,
    page: Paging,
    request: Request,
    response: Response,
    filters: Annotated[TaskFilters, Depends()],
) -> dict[str, Any]:
    """Active nodes of the officer's organ, the most urgent first; or those that rest."""
    asked = filters.of(caller)
    after = page.after_of(datetime.fromisoformat, UUID)
    rows = await queues.tasks_of(work, asked, after, page.fetch)
    total = await queues.count_tasks(work, asked) if page.count else None
    order = ("paused_at" if filters.resting else "promised_due", "node_id")
    listed = page_of([dict(row) for row in rows], page, order, total)
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
        signers=[SignerView.model_validate(one) for one in dossier.signers],
        supplements=[SupplementView.model_validate(one) for one in dossier.supplements],
        special_procedures=[ProcedureView.model_validate(dict(one)) for one in dossier.procedures],
        attachments=[AttachmentView.model_validate(one) for one in dossier.attachments],
        remarks=[RemarkView.model_validate(dict(one)) for one in dossier.remarks],
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
