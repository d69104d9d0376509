"""Routes of bad reviews: a desk's queue, one with its history, and what they changed."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Query, Request, Response

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
from svc_feedback.domain.bad_reviews.clocks import Light
from svc_feedback.domain.bad_reviews.kinds import BadReviewState
from svc_feedback.domain.bad_reviews.reasons import BadReviewNotFound
from svc_feedback.storage.bad_reviews.lists import Wanted
from svc_feedback.use_cases.bad_reviews import reading
from svc_feedback.use_cases.bad_reviews.stepping import handled

router = edge_router("bad-reviews", prefix="/api/v1/bad-reviews")
Handler = Annotated[Caller, Depends(role("approver", "editor", "supervisor", "window"))]


async def wanted_of(
    caller: Handler,
    group: Annotated[
        Literal["open", "closed", "all"] | None,
        Query(description="在办、办结或者全部；不填时为在办，或者与 state 一致"),
    ] = None,
    state: BadReviewState | None = None,
    light: Annotated[Light | None, Query(description="按亮灯筛选")] = None,
    handler: Annotated[Literal["me"] | None, Query(description="只看本人办理的")] = None,
    organ: Annotated[UUID | None, Query(description="承办单位")] = None,
) -> Wanted:
    """Which lines are asked for."""
    if group is None:
        group = "closed" if state is not None and state.is_closed else "open"
    return Wanted(group, state, caller.staff_no if handler else None, organ, light)


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
    wanted: Annotated[Wanted, Depends(wanted_of)],
) -> dict[str, Any]:
    """My organ's bad reviews (a supervisor's: the region's): open ones, by what is due first.

    Closed ones, and all together, the one received last first.
    """
    rows, total = await reading.list_bad_reviews(work, caller, page, wanted)
    listed = page_of([row_view(row) for row in rows], page, ("sorted_at", "bad_review_id"), total)
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
