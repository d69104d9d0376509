"""Routes of appeals: who filed one follows it, another organ's supervisor judges."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Request, Response

from shared.edge import Work, edge_router
from shared.identity import Caller, role
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from shared.work_calendar import CalendarMissing
from svc_feedback.api.bad_reviews.requests import AppealDecisionRequest
from svc_feedback.api.bad_reviews.views import AppealView, appeal_view
from svc_feedback.api.tools import Tools
from svc_feedback.domain.bad_reviews import reasons
from svc_feedback.use_cases.bad_reviews import appealing

router = edge_router("appeals", prefix="/api/v1/appeals")
Handler = Annotated[Caller, Depends(role("approver", "editor", "supervisor", "window"))]
Overseer = Annotated[Caller, Depends(role("supervisor"))]


@router.get(
    "", dependencies=[Fields], response_model=Page[AppealView], responses=documented(CursorInvalid)
)
async def list_appeals(
    request: Request,
    response: Response,
    work: Work,
    caller: Handler,
    page: Paging,
    state: Literal["filed", "decided"] | None = None,
) -> dict[str, Any]:
    """My organ's appeals (a supervisor's: the region's), the oldest first."""
    rows, total = await appealing.list_appeals(work, caller, page, state)
    listed = page_of([appeal_view(row) for row in rows], page, ("appeal_id",), total)
    link_next(request, response, listed)
    return listed


@router.get("/{appeal_id}", dependencies=[Fields], responses=documented(reasons.AppealNotFound))
async def show_appeal(work: Work, caller: Handler, appeal_id: UUID) -> AppealView:
    """One of them."""
    return AppealView(**appeal_view(await appealing.show_appeal(work, caller, appeal_id)))


@router.post(
    "/{appeal_id}/decide",
    responses=documented(
        reasons.AppealNotFound, reasons.BadReviewNotFound, reasons.BadReviewStepNotAllowed,
        reasons.JudgedByAnotherOrgan, reasons.ReviewedPersonMayNotAct, reasons.SupervisorNeeded,
        CalendarMissing,
    ),
)  # fmt: skip
async def decide_appeal(
    work: Work, tools: Tools, caller: Overseer, appeal_id: UUID, body: AppealDecisionRequest
) -> AppealView:
    """Judge it, once: upheld takes the review out of the figures, it stays visible as such."""
    row = await appealing.decide_appeal(
        work, tools, caller, appeal_id, body.reason, upheld=body.upheld
    )
    return AppealView(**appeal_view(row))
