"""Routes of the calls for ideas."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.ids import new_id
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_documents.api.livelihood_projects.views import (
    CallRequest,
    CallsView,
    CallView,
    IdeaRequest,
    IdeaView,
    ModerationRequest,
)
from svc_documents.api.tools import Applicant, Editor
from svc_documents.domain.livelihood_projects.calls import (
    Call,
    CallNotFound,
    CallNotOpen,
    IdeaModerated,
    IdeaNotFound,
    IdeaState,
)
from svc_documents.storage import directory
from svc_documents.storage.livelihood_projects import calls as rows_of
from svc_documents.use_cases.livelihood_projects import calls
from svc_documents.use_cases.livelihood_projects.calls import CallSpanBackwards

router = edge_router("livelihood_projects", prefix="/api/v1/livelihood-projects/calls")
CREATED = 201


@router.get("", dependencies=[publicly(60), Fields])
async def list_idea_calls(work: Work, _: AnyCaller) -> CallsView:
    """Calls for ideas, the newest first."""
    return CallsView(items=[CallView.model_validate(one) for one in await rows_of.calls(work)])


@router.post("", status_code=CREATED, responses=documented(CallSpanBackwards))
async def open_idea_call(work: Work, caller: Editor, body: CallRequest) -> CallView:
    """Ask people what should be done."""
    organ = await directory.organ(work, caller.organ)
    call = Call(
        call_id=new_id(), organ_id=caller.organ, organ_name=organ.name if organ else "",
        region_code=caller.region_code, **body.model_dump(),
    )  # fmt: skip
    return CallView.model_validate(await calls.open_call(work, call))


@router.get(
    "/{call_id}/ideas",
    dependencies=[publicly(60), Fields],
    responses=documented(CallNotFound, CursorInvalid),
)
async def list_ideas(
    work: Work, _: AnyCaller, call_id: UUID, page: Paging, request: Request, response: Response
) -> Page[IdeaView]:
    """Ideas that everybody may read, the newest first."""
    await calls.known_call(work, call_id)
    return await _ideas(work, call_id, IdeaState.SHOWN, page, request, response)


@router.get(
    "/{call_id}/ideas/pending",
    dependencies=[Fields],
    responses=documented(CallNotFound, CursorInvalid),
)
async def list_pending_ideas(
    work: Work, caller: Editor, call_id: UUID, page: Paging, request: Request, response: Response
) -> Page[IdeaView]:
    """Ideas nobody has looked at yet, of a call of your organ."""
    await calls.own_call(work, caller, call_id)
    return await _ideas(work, call_id, IdeaState.PENDING, page, request, response)


@router.post(
    "/{call_id}/ideas",
    status_code=CREATED,
    responses=documented(CallNotFound, CallNotOpen),
)
async def submit_idea(work: Work, caller: Applicant, call_id: UUID, body: IdeaRequest) -> IdeaView:
    """Say what should be done; your name is never shown."""
    return IdeaView.model_validate(await calls.submit_idea(work, caller, call_id, body.text))


@router.post(
    "/{call_id}/ideas/{idea_id}/moderate",
    responses=documented(CallNotFound, IdeaNotFound, IdeaModerated),
)
async def moderate_idea(
    work: Work, caller: Editor, call_id: UUID, idea_id: UUID, body: ModerationRequest
) -> IdeaView:
    """Show an idea or decline it, with an answer."""
    done = await calls.moderate_idea(work, caller, call_id, idea_id, body.answer, show=body.show)
    return IdeaView.model_validate(done)


async def _ideas(
    work: Work, call_id: UUID, state: IdeaState, page: Paging, request: Request,
    response: Response,
) -> Page[IdeaView]:  # fmt: skip
    (after,) = page.after_of(UUID)
    rows = [dict(row) for row in await rows_of.ideas(work, call_id, state, after, page.fetch)]
    listed: dict[str, Any] = page_of(rows, page, ("idea_id",))
    link_next(request, response, listed)
    return Page[IdeaView].model_validate(listed)
