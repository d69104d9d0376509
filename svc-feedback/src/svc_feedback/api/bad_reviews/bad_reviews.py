"""Routes of bad reviews: a desk's queue, one with its history, and what they changed."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller, Caller, role
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, etag, publicly
from svc_feedback.api.bad_reviews.shown import shown
from svc_feedback.api.bad_reviews.views import (
    BadReviewRowView,
    BadReviewView,
    ImprovementView,
    improvement_view,
    row_view,
)
from svc_feedback.api.reading import MatterCode
from svc_feedback.domain.bad_reviews.kinds import BadReviewState
from svc_feedback.domain.bad_reviews.reasons import BadReviewNotFound
from svc_feedback.use_cases.bad_reviews import reading
from svc_feedback.use_cases.bad_reviews.stepping import handled

router = edge_router("bad-reviews", prefix="/api/v1/bad-reviews")
Handler = Annotated[Caller, Depends(role("approver", "editor", "supervisor", "window"))]


@router.get(
    "", dependencies=[Fields], response_model=Page[BadReviewRowView],
    responses=documented(CursorInvalid),
)  # fmt: skip
async def list_bad_reviews(
    request: Request,
    response: Response,
    work: Work,
    caller: Handler,
    page: Paging,
    state: BadReviewState | None = None,
) -> dict[str, Any]:
    """My organ's bad reviews (a supervisor's: the region's), the one received first first."""
    rows, total = await reading.list_bad_reviews(work, caller, page, state)
    lines = [row_view(row, work.now) for row in rows]
    listed = page_of(lines, page, ("received_at", "bad_review_id"), total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/improvements", dependencies=[publicly(60), Fields], response_model=Page[ImprovementView],
    responses=documented(CursorInvalid),
)  # fmt: skip
async def list_improvements(
    request: Request, response: Response, work: Work, _: AnyCaller, page: Paging, matter: MatterCode
) -> dict[str, Any]:
    """What bad reviews changed at a matter, the last first."""
    rows, total = await reading.list_improvements(work, page, matter)
    lines = [improvement_view(row) for row in rows]
    listed = page_of(lines, page, ("closed_at", "bad_review_id"), total)
    link_next(request, response, listed)
    return listed


@router.get("/{bad_review_id}", dependencies=[Fields], responses=documented(BadReviewNotFound))
async def show_bad_review(
    work: Work, caller: Handler, bad_review_id: UUID, response: Response
) -> BadReviewView:
    """One with its words, clocks, attempts and every step."""
    bad = await handled(work, caller, bad_review_id)
    response.headers["ETag"] = etag(bad.version)
    return await shown(work, caller, bad)
