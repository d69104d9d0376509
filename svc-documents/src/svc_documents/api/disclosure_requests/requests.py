"""Routes of requests for disclosure: an applicant's, and what everybody may read."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.identity import AnyCaller, LoggedIn
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_documents.api.disclosure_requests.files_views import DisclosureFileView, LetterView
from svc_documents.api.disclosure_requests.report_views import (
    AnswerKindsView,
    DisclosureReportView,
    kinds_view,
    report_view,
)
from svc_documents.api.disclosure_requests.request_forms import (
    DisclosureApplicationRequest,
    SupplementGivenRequest,
)
from svc_documents.api.disclosure_requests.request_views import (
    DisclosureRequestView,
    DisclosureSummaryView,
    request_view,
    summary_of,
)
from svc_documents.api.tools import Applicant, Tools
from svc_documents.domain.disclosure_requests.reasons import (
    DisclosureApplicationInvalid,
    DisclosureRequestNotFound,
    DisclosureStepNotAllowed,
)
from svc_documents.storage.days import today_of
from svc_documents.storage.disclosure_requests import lists
from svc_documents.storage.disclosure_requests.requests import Private
from svc_documents.use_cases.disclosure_requests import answering, applying, reporting
from svc_documents.use_cases.disclosure_requests.answering import (
    DisclosureFileNotFound,
    DisclosureNotAnswered,
)
from svc_documents.use_cases.disclosure_requests.applying import Application
from svc_documents.use_cases.disclosure_requests.saving import visible_request

router = edge_router("disclosure-requests", prefix="/api/v1/disclosure-requests")
NOT_THERE = documented(DisclosureRequestNotFound)
NOT_NOW = documented(DisclosureRequestNotFound, DisclosureStepNotAllowed)


@router.get("/kinds", dependencies=[publicly(3600), Fields])
async def list_answer_kinds(_: AnyCaller) -> AnswerKindsView:
    """Kinds of answer and grounds of refusal, each with its article."""
    return kinds_view()


@router.get("/statistics", dependencies=[publicly(300), Fields])
async def get_disclosure_statistics(
    work: Work,
    _: AnyCaller,
    year: Annotated[int, Query(ge=2008, le=2100, examples=[2026])],
    organ_id: UUID | None = None,
    region: Annotated[str | None, Query(max_length=12, examples=["431202"])] = None,
) -> DisclosureReportView:
    """The yearly report's table of requests (年度报告第三部分)."""
    report, pace = await reporting.yearly_report(work, year, organ_id, region)
    return report_view(report, pace, year, organ_id, region)


@router.post("", status_code=201, responses=documented(DisclosureApplicationInvalid))
async def apply_for_disclosure(
    work: Work, tools: Tools, caller: Applicant, body: DisclosureApplicationRequest
) -> DisclosureRequestView:
    """Ask for information; acknowledged with a number and the last day for the answer."""
    given = body.model_dump()
    about = {name: given.pop(name) for name in ("organ_id", "applicant_kind", "delivery")}
    private = Private(**given)
    request = await applying.apply_for_disclosure(
        work, tools, caller, Application(**about, private=private)
    )
    calendar = await tools.calendar(work)
    return request_view(request, private, calendar, today_of(work), staff=False)


@router.get("", response_model=Page[DisclosureSummaryView], dependencies=[Fields])
async def list_own_disclosure_requests(
    work: Work, tools: Tools, caller: Applicant, page: Paging, request: Request, response: Response
) -> dict[str, Any]:
    """My requests, the newest first."""
    (before,) = page.after_of(UUID)
    rows = await lists.own(work, caller.subject_id, before, page.fetch)
    total = await lists.count_own(work, caller.subject_id) if page.count else None
    calendar = await tools.calendar(work)
    shown = [summary_of(row, calendar, today_of(work)) for row in rows]
    listed = page_of(shown, page, ("request_id",), total)
    link_next(request, response, listed)
    return listed


@router.get("/{request_id}", dependencies=[Fields], responses=NOT_THERE)
async def get_disclosure_request(
    work: Work, tools: Tools, caller: LoggedIn, request_id: UUID
) -> DisclosureRequestView:
    """One request, for its applicant, its organ's staff or its region's supervisor."""
    request, private, staff = await visible_request(work, tools, caller, request_id)
    calendar = await tools.calendar(work)
    return request_view(request, private, calendar, today_of(work), staff=staff)


@router.post("/{request_id}/supplement", responses=NOT_NOW)
async def supplement_disclosure_request(
    work: Work, tools: Tools, caller: Applicant, request_id: UUID, body: SupplementGivenRequest
) -> DisclosureRequestView:
    """Say what was unclear (补正); the period begins anew."""
    await applying.supplement_request(work, tools, caller, request_id, body.text)
    return await get_disclosure_request(work, tools, caller, request_id)


@router.post("/{request_id}/withdraw", responses=NOT_NOW)
async def withdraw_disclosure_request(
    work: Work, tools: Tools, caller: Applicant, request_id: UUID
) -> DisclosureRequestView:
    """Withdraw the request."""
    await applying.withdraw_request(work, tools, caller, request_id)
    return await get_disclosure_request(work, tools, caller, request_id)


@router.get(
    "/{request_id}/letter",
    dependencies=[Fields],
    responses=documented(DisclosureRequestNotFound, DisclosureNotAnswered),
)
async def get_disclosure_letter(
    work: Work, tools: Tools, caller: LoggedIn, request_id: UUID
) -> LetterView:
    """The answer as a letter, as data."""
    letter = await answering.read_letter(work, tools, caller, request_id)
    return LetterView.model_validate(letter)


@router.get("/{request_id}/files", dependencies=[Fields], responses=NOT_THERE)
async def list_disclosure_files(
    work: Work, tools: Tools, caller: LoggedIn, request_id: UUID
) -> list[DisclosureFileView]:
    """The files of the answer; the applicant sees them once it is given."""
    request, _, staff = await visible_request(work, tools, caller, request_id)
    rows = await answering.files_of(work, request, staff=staff)
    return [DisclosureFileView(**row) for row in rows]


@router.get(
    "/{request_id}/files/{file_id}",
    response_class=Response,
    responses=documented(DisclosureRequestNotFound, DisclosureFileNotFound),
)
async def download_disclosure_file(
    work: Work, tools: Tools, caller: LoggedIn, request_id: UUID, file_id: UUID
) -> Response:
    """A file of the answer."""
    row = await answering.answer_file(work, tools, caller, request_id, file_id)
    return await download(tools.files, row["stored_at"], row["file_name"], row["media_type"])
