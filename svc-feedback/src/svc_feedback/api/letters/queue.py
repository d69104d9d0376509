"""Routes of letters for those who give them out and answer them."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response

from shared.edge import Work, edge_router
from shared.identity import Caller, role
from shared.office_hours import china_time
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from shared.work_calendar import CalendarMissing
from svc_feedback.api.letters.requests import (
    LetterAnswerRequest,
    LetterAssignmentRequest,
    LetterNoteRequest,
    LetterRefusalRequest,
)
from svc_feedback.api.letters.views import (
    HandledLetterView,
    LetterRowView,
    handled_view,
    row_view,
)
from svc_feedback.api.tools import Tools
from svc_feedback.domain.letters import reasons
from svc_feedback.domain.letters.kinds import LetterState
from svc_feedback.domain.organs import AddresseeUnknown
from svc_feedback.storage.letters import files, steps
from svc_feedback.storage.letters.letters import Kept
from svc_feedback.use_cases.letters import handling, reading
from svc_feedback.use_cases.letters.saving import OVERSEER, handled_letter
from svc_feedback.use_cases.office import Office

router = edge_router("letters", prefix="/api/v1/letters")
Handler = Annotated[Caller, Depends(role("approver", "editor", "supervisor", "window"))]
Overseer = Annotated[Caller, Depends(role("supervisor"))]
NOT_NOW = (reasons.LetterNotFound, reasons.LetterStepNotAllowed, CalendarMissing)


@router.get(
    "/queue", dependencies=[Fields], response_model=Page[LetterRowView],
    responses=documented(CursorInvalid, CalendarMissing),
)  # fmt: skip
async def list_letter_queue(
    request: Request,
    response: Response,
    work: Work,
    tools: Tools,
    caller: Handler,
    page: Paging,
    state: LetterState | None = None,
) -> dict[str, Any]:
    """My organ's letters (a supervisor's: the region's), the one due first first."""
    rows, total = await reading.list_letter_queue(work, caller, page, state)
    calendar, today = await tools.calendar(work), china_time(work.now).date()
    shown = [row_view(row, calendar, today) for row in rows]
    listed = page_of(shown, page, ("due_on", "letter_id"), total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/queue/{letter_id}",
    dependencies=[Fields],
    responses=documented(reasons.LetterNotFound, CalendarMissing),
)
async def show_handled_letter(
    work: Work, tools: Tools, caller: Handler, letter_id: UUID
) -> HandledLetterView:
    """One of them with its words, and who wrote it."""
    kept = await handled_letter(work, tools, caller, letter_id)
    return await _handled(work, tools, caller, kept)


@router.post("/{letter_id}/assign", responses=documented(*NOT_NOW, AddresseeUnknown))
async def assign_letter(
    work: Work, tools: Tools, caller: Overseer, letter_id: UUID, body: LetterAssignmentRequest
) -> HandledLetterView:
    """Give it to the organ that is to answer; its clock goes on from the day of receipt."""
    kept = await handling.assign_letter(work, tools, caller, letter_id, body.organ_id, body.course)
    return await _handled(work, tools, caller, kept)


@router.post("/{letter_id}/send-back", responses=documented(*NOT_NOW))
async def send_letter_back(
    work: Work, tools: Tools, caller: Handler, letter_id: UUID, body: LetterNoteRequest
) -> HandledLetterView:
    """Say that another organ is to answer it."""
    kept = await handling.send_letter_back(work, tools, caller, letter_id, body.note)
    return await _handled(work, tools, caller, kept)


@router.post(
    "/{letter_id}/extend",
    responses=documented(
        *NOT_NOW, reasons.LetterNotExtendable, reasons.LetterExtendedAlready,
        reasons.LetterExtensionTooLate,
    ),
)  # fmt: skip
async def extend_letter(
    work: Work, tools: Tools, caller: Overseer, letter_id: UUID, body: LetterNoteRequest
) -> HandledLetterView:
    """Give a petition-like letter more time, once, with the reason."""
    kept = await handling.extend_letter(work, tools, caller, letter_id, body.note)
    return await _handled(work, tools, caller, kept)


@router.post("/{letter_id}/answer", responses=documented(*NOT_NOW))
async def answer_letter(
    work: Work, tools: Tools, caller: Handler, letter_id: UUID, body: LetterAnswerRequest
) -> HandledLetterView:
    """Answer it."""
    kept = await handling.answer_letter(
        work, tools, caller, letter_id, body.text, public=body.public
    )
    return await _handled(work, tools, caller, kept)


@router.post("/{letter_id}/refuse", responses=documented(*NOT_NOW, reasons.LetterRefusalUnclear))
async def refuse_letter(
    work: Work, tools: Tools, caller: Handler, letter_id: UUID, body: LetterRefusalRequest
) -> HandledLetterView:
    """Not take it up, with the reason and where to go instead."""
    kept = await handling.refuse_letter(work, tools, caller, letter_id, body.kind, body.note)
    return await _handled(work, tools, caller, kept)


async def _handled(work: Work, office: Office, caller: Caller, kept: Kept) -> HandledLetterView:
    letter_id = kept.letter.letter_id
    done = (await steps.listed(work, letter_id), await files.listed(work, letter_id))
    light = kept.letter.light(await office.calendar(work), china_time(work.now).date())
    return handled_view(kept, done, light, oversees=OVERSEER in caller.roles)
