"""The box for those who answer: under ``/voice``, because on ``/suggestions`` nobody has a name."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import Caller, role
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_feedback.api.suggestions.views import (
    PassOnRequest,
    SuggestionReplyRequest,
    SuggestionView,
    staff_view,
)
from svc_feedback.domain.organs import AddresseeUnknown
from svc_feedback.domain.suggestions.reasons import SuggestionAnsweredAlready, SuggestionNotFound
from svc_feedback.domain.suggestions.suggestions import State
from svc_feedback.use_cases.suggestions import answering

router = edge_router("voice", prefix="/api/v1/voice/suggestions")
Answering = Annotated[Caller, Depends(role("approver", "editor", "supervisor", "window"))]
Overseeing = Annotated[Caller, Depends(role("supervisor"))]


@router.get(
    "", dependencies=[Fields], response_model=Page[SuggestionView],
    responses=documented(CursorInvalid),
)  # fmt: skip
async def list_suggestions(
    request: Request,
    response: Response,
    work: Work,
    caller: Answering,
    page: Paging,
    state: Annotated[State | None, Query(description="待答复或已答复")] = None,
) -> dict[str, Any]:
    """What is in the box for your organ (a supervisor: your region), the oldest first."""
    answered = None if state is None else state == "answered"
    found, total = await answering.list_suggestions(work, caller, page, answered=answered)
    listed = page_of(
        [staff_view(one).model_dump() for one in found], page, ("day", "suggestion_id"), total
    )
    link_next(request, response, listed)
    return listed


@router.get("/{suggestion_id}", dependencies=[Fields], responses=documented(SuggestionNotFound))
async def show_suggestion(work: Work, caller: Answering, suggestion_id: UUID) -> SuggestionView:
    """One of them."""
    return staff_view(await answering.show_suggestion(work, caller, suggestion_id))


@router.post(
    "/{suggestion_id}/reply", responses=documented(SuggestionNotFound, SuggestionAnsweredAlready)
)
async def answer_suggestion(
    work: Work, caller: Answering, suggestion_id: UUID, body: SuggestionReplyRequest
) -> SuggestionView:
    """Reply, once; only the bearer of the receipt code can read it."""
    return staff_view(await answering.answer_suggestion(work, caller, suggestion_id, body.text))


@router.post(
    "/{suggestion_id}/pass-on",
    responses=documented(SuggestionNotFound, SuggestionAnsweredAlready, AddresseeUnknown),
)
async def pass_suggestion_on(
    work: Work, caller: Overseeing, suggestion_id: UUID, body: PassOnRequest
) -> SuggestionView:
    """Hand it to the organ it concerns."""
    passed = await answering.pass_suggestion_on(work, caller, suggestion_id, body.organ_id)
    return staff_view(passed)
