"""An evaluator's prompt as it changes, by SSE or by long-poll."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Request, Response

from shared.database import UnitOfWork
from shared.identity import AnyCaller, Caller
from shared.live import Live, Version
from shared.problems import documented
from svc_feedback.api.devices.views import PromptView
from svc_feedback.api.reading import CODE
from svc_feedback.api.tags import levels_of
from svc_feedback.api.tools import Tools
from svc_feedback.domain.devices.devices import NotThisDevice, ReviewDeviceNotFound, prompt_id
from svc_feedback.domain.tags import TagsNotLoaded
from svc_feedback.use_cases.codes import short_code
from svc_feedback.use_cases.devices.prompting import show_prompt
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.tags import current_tags
from svc_feedback.use_cases.tokens import token_of

live_router = APIRouter(prefix="/api/v1/review-devices", tags=["review-devices"])


class Reader:
    """Reads one device's prompt again and again, each time in a unit of work of its own."""

    def __init__(self, request: Request, office: Office, caller: Caller, device_id: str) -> None:
        self._state = request.app.state
        self._of = (office, caller, device_id)

    async def read(self) -> Version:
        """The present view; refused with NotThisDevice or ReviewDeviceNotFound."""
        actor = self._of[1].subject
        async with UnitOfWork(self._state.pool, self._state.now(), actor=actor) as work:
            view = await prompt_view(work, *self._of)
            return Version(view.number, view.model_dump(mode="json"))


async def prompt_view(
    work: UnitOfWork, office: Office, caller: Caller, device_id: str
) -> PromptView:
    """What the calling device shows; refused with NotThisDevice or ReviewDeviceNotFound."""
    prompt = await show_prompt(work, caller, device_id)
    opportunity = prompt.opportunity
    if opportunity is None:
        return PromptView(number=prompt.number, state="idle")
    offered = await current_tags(work)
    return PromptView(
        number=prompt.number, state="asking", visit_id=opportunity.visit_id,
        matter_code=opportunity.matter_code, matter_name=opportunity.matter_name,
        shown_until=prompt.shown_until, levels=levels_of(offered), tag_version=offered.version,
        token=token_of(opportunity.opportunity_id, office.secrets),
        code=short_code(opportunity.opportunity_id, office.secrets),
    )  # fmt: skip


@live_router.get(
    "/{device_id}/prompt/stream",
    response_class=Response,
    responses={
        **documented(NotThisDevice, ReviewDeviceNotFound, TagsNotLoaded),
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}},
    },
)
async def stream_review_prompt(
    request: Request,
    tools: Tools,
    caller: AnyCaller,
    device_id: Annotated[str, Path(pattern=CODE, description="设备编号")],
    last_event_id: Annotated[int, Header(ge=0)] = 0,
) -> Response:
    """The same as server-sent events, one for every prompt; resumes at Last-Event-ID."""
    reader = Reader(request, tools, caller, device_id)
    await reader.read()
    live: Live = request.app.state.live
    return live.stream(prompt_id(device_id), reader.read, last_event_id, "prompt")
