"""Routes of the files that belong to decisions: for officers, and for the applicant to read."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response, UploadFile

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.problems import documented
from shared.uploads import FileTooLarge, FileTypeRefused
from svc_approvals.api.cases.attachment_views import AttachmentView
from svc_approvals.api.cases.uploading import chunks
from svc_approvals.api.tools import Applicant, Officer, Tools
from svc_approvals.domain.cases.attachments import (
    AttachmentDecided,
    AttachmentNotFound,
    TooManyAttachments,
)
from svc_approvals.domain.cases.reasons import (
    CaseNotFound,
    NodeAlreadyDecided,
    NodeNotActive,
    NodeNotFound,
)
from svc_approvals.use_cases.cases import applications, attachments

router = edge_router("tasks", prefix="/api/v1/tasks")
own_router = edge_router("cases", prefix="/api/v1/cases")


@router.post(
    "/{node_id}/attachments",
    status_code=201,
    responses=documented(
        NodeNotFound, NodeAlreadyDecided, NodeNotActive, TooManyAttachments, FileTooLarge,
        FileTypeRefused,
    ),
)  # fmt: skip
async def attach_file(
    work: Work,
    tools: Tools,
    caller: Officer,
    node_id: UUID,
    file: UploadFile,
    *,
    public: Annotated[bool, Query(description="决定作出后申请人可以查看")] = False,
) -> AttachmentView:
    """Attach a file to an open node of your department; the decision then names it."""
    name = file.filename or "附件"
    one = await attachments.attach_file(
        work, tools, caller, node_id, chunks(file), name, public=public
    )
    return AttachmentView.model_validate(one)


@router.delete(
    "/{node_id}/attachments/{attachment_id}",
    status_code=204,
    responses=documented(NodeNotFound, AttachmentNotFound, AttachmentDecided),
)
async def detach_file(work: Work, caller: Officer, node_id: UUID, attachment_id: UUID) -> None:
    """Take away a file that is not part of a decision."""
    await attachments.detach_file(work, caller, node_id, attachment_id)


@router.get(
    "/{node_id}/attachments/{attachment_id}/file",
    response_class=Response,
    responses=documented(NodeNotFound, AttachmentNotFound),
)
async def download_attachment(
    work: Work, tools: Tools, caller: Officer, node_id: UUID, attachment_id: UUID
) -> Response:
    """A file of this node, or of a decision made elsewhere in the same case."""
    row = await attachments.attached_file(work, caller, node_id, attachment_id)
    return await download(tools.files, row["stored_at"], row["file_name"], row["media_type"])


@own_router.get(
    "/{case_id}/attachments/{attachment_id}/file",
    response_class=Response,
    responses=documented(CaseNotFound, AttachmentNotFound),
)
async def download_own_attachment(
    work: Work, tools: Tools, caller: Applicant, case_id: UUID, attachment_id: UUID
) -> Response:
    """A file a department has attached to its decision for the applicant."""
    case = await applications.own_case(work, caller, case_id)
    row = await attachments.shown_file(work, case, attachment_id)
    return await download(tools.files, row["stored_at"], row["file_name"], row["media_type"])
