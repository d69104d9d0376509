"""Routes of requests for disclosure for the organ that answers them."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request, Response, UploadFile

from shared.edge import Work, edge_router
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from shared.uploads import FileTooLarge, FileTypeRefused
from svc_documents.api.disclosure_requests.callers import Handler
from svc_documents.api.disclosure_requests.files_views import DisclosureFileView
from svc_documents.api.disclosure_requests.request_forms import (
    ConsultationRequest,
    DisclosureAnswerRequest,
    DisclosureExtensionRequest,
    DisclosureFeeRequest,
    OpinionRequest,
    SupplementAskedRequest,
)
from svc_documents.api.disclosure_requests.request_views import (
    DisclosureRequestView,
    DisclosureSummaryView,
    summary_of,
)
from svc_documents.api.disclosure_requests.requests import get_disclosure_request
from svc_documents.api.tools import Supervisor, Tools
from svc_documents.api.uploading import chunks
from svc_documents.domain.disclosure_requests import reasons
from svc_documents.domain.disclosure_requests.steps import State
from svc_documents.storage.days import today_of
from svc_documents.storage.disclosure_requests import lists
from svc_documents.storage.disclosure_requests.lists import Desk
from svc_documents.use_cases.disclosure_requests import answering, handling
from svc_documents.use_cases.disclosure_requests.answering import DisclosureFilesTooMany, Reply

router = edge_router("disclosure-requests", prefix="/api/v1/disclosure-requests")
NOT_FOUND, NOT_NOW = reasons.DisclosureRequestNotFound, reasons.DisclosureStepNotAllowed


@dataclass(frozen=True, slots=True)
class DeskFilters:
    """Which of an organ's requests."""

    state: State | None = None
    due_from: Annotated[date | None, Query(description="办理中、此日及以后到期的")] = None
    due_to: Annotated[date | None, Query(description="办理中、此日及以前到期的")] = None


@router.get("/desk", response_model=Page[DisclosureSummaryView], dependencies=[Fields])
async def list_disclosure_desk(
    work: Work,
    tools: Tools,
    caller: Handler,
    page: Paging,
    request: Request,
    response: Response,
    filters: Annotated[DeskFilters, Depends()],
) -> dict[str, Any]:
    """My organ's requests, the one due first first."""
    wanted = Desk(caller.organ, filters.state, filters.due_from, filters.due_to)
    rows = await lists.desk(work, wanted, page.after_of(date.fromisoformat, UUID), page.fetch)
    total = await lists.count_desk(work, wanted) if page.count else None
    listed = await _listed(work, tools, page, rows, total)
    link_next(request, response, listed)
    return listed


@router.get("/overdue", response_model=Page[DisclosureSummaryView], dependencies=[Fields])
async def list_overdue_disclosure_requests(
    work: Work, tools: Tools, caller: Supervisor, page: Paging, request: Request, response: Response
) -> dict[str, Any]:
    """The region's requests past their last day, the longest first."""
    today, region = today_of(work), caller.region_code
    after = page.after_of(date.fromisoformat, UUID)
    rows = await lists.overdue(work, region, today, after, page.fetch)
    total = await lists.count_overdue(work, region, today) if page.count else None
    listed = await _listed(work, tools, page, rows, total)
    link_next(request, response, listed)
    return listed


async def _listed(
    work: Work, tools: Tools, page: Paging, rows: list[Any], total: int | None
) -> dict[str, Any]:
    calendar = await tools.calendar(work)
    shown = [summary_of(row, calendar, today_of(work)) for row in rows]
    return page_of(shown, page, ("due_on", "request_id"), total)


@router.post(
    "/{request_id}/request-supplement",
    responses=documented(
        NOT_FOUND, NOT_NOW, reasons.DisclosureSupplementAskedOnce,
        reasons.DisclosureSupplementTooLate,
    ),
)  # fmt: skip
async def ask_disclosure_supplement(
    work: Work, tools: Tools, caller: Handler, request_id: UUID, body: SupplementAskedRequest
) -> DisclosureRequestView:
    """Tell the applicant once what is unclear, within 7 working days (一次性告知)."""
    await handling.ask_supplement(work, tools, caller, request_id, body.reason, body.days)
    return await get_disclosure_request(work, tools, caller, request_id)


@router.post("/{request_id}/consultations", responses=documented(NOT_FOUND, NOT_NOW))
async def start_disclosure_consultation(
    work: Work, tools: Tools, caller: Handler, request_id: UUID, body: ConsultationRequest
) -> DisclosureRequestView:
    """Ask a third party or another organ; at most 15 working days are not counted."""
    await handling.start_consultation(work, tools, caller, request_id, body.kind, body.party)
    return await get_disclosure_request(work, tools, caller, request_id)


@router.post(
    "/{request_id}/consultations/{number}/end",
    responses=documented(NOT_FOUND, NOT_NOW, reasons.DisclosureConsultationNotRunning),
)
async def end_disclosure_consultation(
    work: Work, tools: Tools, caller: Handler, request_id: UUID, number: int, body: OpinionRequest
) -> DisclosureRequestView:
    """Note their opinion."""
    await handling.end_consultation(work, tools, caller, request_id, number, body.opinion)
    return await get_disclosure_request(work, tools, caller, request_id)


@router.post(
    "/{request_id}/extend",
    responses=documented(
        NOT_FOUND, NOT_NOW, reasons.DisclosureExtendedAlready, reasons.DisclosureExtensionTooLate
    ),
)
async def extend_disclosure_request(
    work: Work, tools: Tools, caller: Supervisor, request_id: UUID, body: DisclosureExtensionRequest
) -> DisclosureRequestView:
    """Consent to up to 20 working days more; the applicant is told."""
    await handling.extend_request(work, tools, caller, request_id, body.days, body.reason)
    return await get_disclosure_request(work, tools, caller, request_id)


@router.post(
    "/{request_id}/fee", responses=documented(NOT_FOUND, NOT_NOW, reasons.DisclosureFeeNotDue)
)
async def ask_disclosure_fee(
    work: Work, tools: Tools, caller: Handler, request_id: UUID, body: DisclosureFeeRequest
) -> DisclosureRequestView:
    """Ask for the standard fee (信息处理费), once."""
    await handling.ask_fee(work, tools, caller, request_id, body.basis, body.quantity)
    return await get_disclosure_request(work, tools, caller, request_id)


@router.post("/{request_id}/fee-paid", responses=documented(NOT_FOUND, NOT_NOW))
async def confirm_disclosure_fee(
    work: Work, tools: Tools, caller: Handler, request_id: UUID
) -> DisclosureRequestView:
    """Note that the fee is paid; the period begins anew."""
    await handling.confirm_fee(work, tools, caller, request_id)
    return await get_disclosure_request(work, tools, caller, request_id)


@router.post(
    "/{request_id}/files",
    status_code=201,
    responses=documented(NOT_FOUND, NOT_NOW, DisclosureFilesTooMany, FileTooLarge, FileTypeRefused),
)
async def attach_disclosure_file(
    work: Work, tools: Tools, caller: Handler, request_id: UUID, file: UploadFile
) -> DisclosureFileView:
    """Attach a file to the answer of an open request."""
    name = file.filename or "附件"
    row = await answering.attach_answer_file(work, tools, caller, request_id, chunks(file), name)
    return DisclosureFileView(**row)


@router.post(
    "/{request_id}/answer",
    responses=documented(
        NOT_FOUND, NOT_NOW, reasons.DisclosureAnswerTooEarly, reasons.DisclosureAnswerInvalid,
        reasons.DisclosureConsultationRunning,
    ),
)  # fmt: skip
async def answer_disclosure_request(
    work: Work, tools: Tools, caller: Handler, request_id: UUID, body: DisclosureAnswerRequest
) -> DisclosureRequestView:
    """Answer the request (art. 36-39)."""
    grounds = tuple(dict.fromkeys(body.grounds))
    reply = Reply(body.kind, grounds, body.text, body.responsible_organ)
    await answering.answer_request(work, tools, caller, request_id, reply)
    return await get_disclosure_request(work, tools, caller, request_id)
