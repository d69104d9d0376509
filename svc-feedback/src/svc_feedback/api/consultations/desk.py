"""Routes of consultations for the organ that asks."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request, Response, UploadFile

from shared.edge import Work, edge_router
from shared.identity import Caller, role
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, IfMatch, etag
from shared.refusals import PreconditionMissing, Stale
from shared.uploads import FileTooLarge, FileTypeRefused
from svc_feedback.api.consultations.consultations import PassageNumber
from svc_feedback.api.consultations.requests import (
    ConsultationExtensionRequest,
    ConsultationRequest,
    ConsultationResultRequest,
    DispositionRequest,
)
from svc_feedback.api.consultations.views import (
    ConsultationFileView,
    ConsultationRowView,
    ConsultationView,
    DispositionView,
    OpinionView,
    consultation_view,
    opinion_view,
    row_view,
)
from svc_feedback.api.tools import Tools
from svc_feedback.api.uploading import chunks
from svc_feedback.domain.consultations import reasons
from svc_feedback.domain.consultations.consultations import Consultation
from svc_feedback.domain.consultations.kinds import ConsultationState
from svc_feedback.storage.consultations import files
from svc_feedback.storage.consultations.opinions import WantedOpinions
from svc_feedback.use_cases.consultations import asking, attaching, disposing
from svc_feedback.use_cases.consultations.attaching import ConsultationFilesTooMany
from svc_feedback.use_cases.consultations.saving import run_by

router = edge_router("consultations", prefix="/api/v1/consultations/desk")
Asker = Annotated[Caller, Depends(role("editor", "supervisor"))]
NOT_FOUND, NOT_NOW = reasons.ConsultationNotFound, reasons.ConsultationStepNotAllowed
Which = Annotated[
    str | None,
    Query(pattern="^(none|adopted|partly|not_adopted)$", description="none 为尚未处理"),
]


@router.post("", status_code=201)
async def draft_consultation(
    work: Work, caller: Asker, body: ConsultationRequest, response: Response
) -> ConsultationView:
    """Begin a draft; nobody outside sees it before it is announced."""
    return await _whole(work, await asking.draft_consultation(work, caller, body.said()), response)


@router.get(
    "", dependencies=[Fields], response_model=Page[ConsultationRowView],
    responses=documented(CursorInvalid),
)  # fmt: skip
async def list_own_consultations(
    request: Request,
    response: Response,
    work: Work,
    caller: Asker,
    page: Paging,
    state: ConsultationState | None = None,
) -> dict[str, Any]:
    """What my organ (a supervisor's: the region) asks, drafts too, the newest first."""
    found, total = await asking.list_own_consultations(work, caller, page, state)
    rows = [row_view(one).model_dump() for one in found]
    listed = page_of(rows, page, ("consultation_id",), total)
    link_next(request, response, listed)
    return listed


@router.get("/{consultation_id}", dependencies=[Fields], responses=documented(NOT_FOUND))
async def show_own_consultation(
    work: Work, caller: Asker, consultation_id: UUID, response: Response
) -> ConsultationView:
    """One of them; its ETag is asked for by every change."""
    return await _whole(work, await run_by(work, caller, consultation_id), response)


@router.put(
    "/{consultation_id}", responses=documented(NOT_FOUND, NOT_NOW, Stale, PreconditionMissing)
)
async def change_consultation(
    work: Work,
    caller: Asker,
    consultation_id: UUID,
    body: ConsultationRequest,
    if_match: IfMatch,
    response: Response,
) -> ConsultationView:
    """Change the draft."""
    one = await asking.change_consultation(work, caller, consultation_id, body.said(), if_match)
    return await _whole(work, one, response)


@router.post(
    "/{consultation_id}/announce",
    responses=documented(
        NOT_FOUND, NOT_NOW, reasons.ConsultationUnsound, Stale, PreconditionMissing
    ),
)
async def announce_consultation(
    work: Work, caller: Asker, consultation_id: UUID, if_match: IfMatch, response: Response
) -> ConsultationView:
    """Show it to everybody; it opens on its day. Its text does not change from now on."""
    one = await asking.announce_consultation(work, caller, consultation_id, if_match)
    return await _whole(work, one, response)


@router.post(
    "/{consultation_id}/extend",
    responses=documented(NOT_FOUND, NOT_NOW, reasons.ConsultationUnsound),
)
async def extend_consultation(
    work: Work,
    caller: Asker,
    consultation_id: UUID,
    body: ConsultationExtensionRequest,
    response: Response,
) -> ConsultationView:
    """Give people more time."""
    one = await asking.extend_consultation(
        work, caller, consultation_id, body.closes_on, body.reason
    )
    return await _whole(work, one, response)


@router.post(
    "/{consultation_id}/files",
    status_code=201,
    responses=documented(NOT_FOUND, ConsultationFilesTooMany, FileTooLarge, FileTypeRefused),
)
async def attach_consultation_file(
    work: Work, tools: Tools, caller: Asker, consultation_id: UUID, file: UploadFile
) -> ConsultationFileView:
    """Add a file: the draft as a document, its explanation."""
    name = file.filename or "附件"
    row = await attaching.attach_consultation_file(
        work, tools, caller, consultation_id, chunks(file), name
    )
    return ConsultationFileView(**row)


@router.get(
    "/{consultation_id}/opinions", dependencies=[Fields], response_model=Page[OpinionView],
    responses=documented(NOT_FOUND, CursorInvalid),
)  # fmt: skip
async def list_opinions(
    request: Request,
    response: Response,
    work: Work,
    caller: Asker,
    consultation_id: UUID,
    page: Paging,
    passage: PassageNumber = None,
    disposition: Which = None,
) -> dict[str, Any]:
    """Every opinion in the order they came; the ones left are `disposition=none`."""
    wanted = WantedOpinions(consultation_id, passage, disposition)
    rows, total = await disposing.list_opinions(work, caller, page, wanted)
    shown = [opinion_view(row).model_dump() for row in rows]
    listed = page_of(shown, page, ("opinion_id",), total)
    link_next(request, response, listed)
    return listed


@router.post(
    "/{consultation_id}/dispositions",
    responses=documented(
        NOT_FOUND, NOT_NOW, reasons.OpinionNotFound, reasons.DispositionUnexplained
    ),
)
async def dispose_opinions(
    work: Work, caller: Asker, consultation_id: UUID, body: DispositionRequest
) -> DispositionView:
    """Say what becomes of these opinions, all or none of them."""
    ids = list(dict.fromkeys(body.opinion_ids))
    left = await disposing.dispose_opinions(work, caller, consultation_id, ids, body.verdict())
    return DispositionView(remaining=left)


@router.post(
    "/{consultation_id}/result",
    responses=documented(NOT_FOUND, NOT_NOW, reasons.OpinionsUndisposed),
)
async def publish_consultation_result(
    work: Work,
    caller: Asker,
    consultation_id: UUID,
    body: ConsultationResultRequest,
    response: Response,
) -> ConsultationView:
    """Publish what came of it, once every opinion has its disposition."""
    one = await disposing.publish_result(
        work, caller, consultation_id, body.summary, body.policy_id
    )
    return await _whole(work, one, response)


async def _whole(work: Work, one: Consultation, response: Response) -> ConsultationView:
    response.headers["ETag"] = etag(one.version)
    return consultation_view(one, await files.listed(work, one.consultation_id))
