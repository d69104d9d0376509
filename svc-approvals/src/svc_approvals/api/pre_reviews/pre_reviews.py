"""Routes of pre-reviews (预审): the applicant asks, a clerk of the region looks and answers."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_approvals.api.cases.case_shown import case_view
from svc_approvals.api.cases.case_views import CaseView
from svc_approvals.api.pre_reviews.views import AnswerRequest, PreReviewView, WaitingPreReview
from svc_approvals.api.tools import Applicant, Clerk, Tools
from svc_approvals.domain.cases.reasons import CaseNotFound, TransitionNotAllowed
from svc_approvals.domain.pre_reviews.pre_reviews import (
    PreReviewNotFound,
    PreReviewOpen,
    RemarksMissing,
    RemarksUnknown,
)
from svc_approvals.storage.pre_reviews import pre_reviews as stored
from svc_approvals.use_cases.cases import applications, materials
from svc_approvals.use_cases.cases.materials import MaterialFileNotFound
from svc_approvals.use_cases.pre_reviews import pre_reviews

router = edge_router("cases", prefix="/api/v1/cases")
desk_router = edge_router("desk", prefix="/api/v1/desk/pre-reviews")


@router.post(
    "/{case_id}/pre-review",
    status_code=201,
    responses=documented(CaseNotFound, TransitionNotAllowed, PreReviewOpen),
)
async def request_pre_review(work: Work, caller: Applicant, case_id: UUID) -> PreReviewView:
    """Ask a clerk to look at the draft before it is handed in; it stays editable meanwhile."""
    case = await applications.own_case(work, caller, case_id)
    review_id = await pre_reviews.request_pre_review(work, case)
    rows = await stored.of_case(work, case_id)
    return PreReviewView.model_validate(
        next(dict(row) for row in rows if row["review_id"] == review_id)
    )


@desk_router.get("", response_model=Page[WaitingPreReview], dependencies=[Fields])
async def list_pre_reviews(
    work: Work,
    caller: Clerk,
    page: Paging,
    request: Request,
    response: Response,
    matter: Annotated[str | None, Query(max_length=64, description="事项编码")] = None,
) -> dict[str, Any]:
    """Drafts of the clerk's region that wait for a look, the oldest request first."""
    after = page.after_of(datetime.fromisoformat, UUID)
    region = caller.region_code
    rows = await stored.waiting(work, region, matter, after, page.fetch)
    total = await stored.count_waiting(work, region, matter) if page.count else None
    listed = page_of([dict(row) for row in rows], page, ("requested_at", "review_id"), total)
    link_next(request, response, listed)
    return listed


@desk_router.get("/{review_id}", dependencies=[Fields], responses=documented(PreReviewNotFound))
async def get_pre_review(work: Work, tools: Tools, caller: Clerk, review_id: UUID) -> CaseView:
    """The draft as it stands, for as long as the request is open; personal data masked."""
    return await case_view(work, tools, await pre_reviews.case_in_review(work, caller, review_id))


@desk_router.get(
    "/{review_id}/materials/{code}/file",
    response_class=Response,
    responses=documented(PreReviewNotFound, MaterialFileNotFound),
)
async def download_pre_review_material(
    work: Work, tools: Tools, caller: Clerk, review_id: UUID, code: str
) -> Response:
    """The file of a material of the draft."""
    case = await pre_reviews.case_in_review(work, caller, review_id)
    row = await materials.material_file(work, case.case_id, code)
    return await download(tools.files, row["stored_at"], row["file_name"], row["media_type"])


@desk_router.post(
    "/{review_id}/answer",
    status_code=204,
    responses=documented(PreReviewNotFound, RemarksUnknown, RemarksMissing),
)
async def answer_pre_review(
    work: Work, tools: Tools, caller: Clerk, review_id: UUID, request: AnswerRequest
) -> None:
    """Say what to mend, a remark per pointer, or that the draft is ready to be handed in."""
    remarks = [(one.pointer, one.text) for one in request.remarks]
    await pre_reviews.answer_pre_review(
        work, tools, caller, review_id, remarks, ready=request.ready
    )
