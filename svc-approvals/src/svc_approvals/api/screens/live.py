"""A session as it changes: for the outer screen and its clerk, by SSE or by long-poll."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response

from shared.database import UnitOfWork
from shared.edge import Work, edge_router
from shared.live import Live, Version
from shared.problems import documented
from shared.reading import Fields, etag
from svc_approvals.api.cases.track import LongPoll
from svc_approvals.api.screens.session_views import SessionView, session_view
from svc_approvals.api.screens.sessions import AnySeat
from svc_approvals.api.tools import Tools
from svc_approvals.domain.screens.reasons import ScreenSessionNotFound
from svc_approvals.use_cases.screens.pairing import seated_session

router = edge_router("desk", prefix="/api/v1/desk/sessions")
live_router = APIRouter(prefix="/api/v1/desk/sessions", tags=["desk"])


@dataclass(frozen=True, slots=True)
class Asked:
    """Which session is asked for, and from which side."""

    tools: Tools
    seat: AnySeat
    session_id: UUID


class _Reader:
    """Reads one session again and again, each time in a unit of work of its own."""

    def __init__(self, request: Request, asked: Asked) -> None:
        self._state = request.app.state
        self._asked = asked

    async def read(self) -> Version:
        """The present view; refused with ScreenSessionNotFound."""
        asked, state = self._asked, self._state
        actor = asked.seat.caller.subject
        async with UnitOfWork(state.pool, state.now(), actor=actor) as work:
            view = await _view(work, asked)
            return Version(view.version, view.model_dump(mode="json"))


async def _view(work: UnitOfWork, asked: Asked) -> SessionView:
    session = await seated_session(work, asked.tools, asked.seat, asked.session_id)
    return await session_view(work, asked.tools, session, in_clear=asked.seat.is_screen)


@router.get(
    "/{session_id}",
    response_model=SessionView,
    dependencies=[Fields],
    responses=documented(ScreenSessionNotFound),
)
async def get_screen_session(
    work: Work,
    request: Request,
    response: Response,
    asked: Annotated[Asked, Depends()],
    poll: Annotated[LongPoll, Depends()],
) -> Any:
    """The session; with ``after`` and ``wait`` it answers when something is new."""
    if not poll.is_asked:
        view = await _view(work, asked)
        response.headers["ETag"] = etag(view.version)
        return view
    await work.give_back()
    reader = _Reader(request, asked)
    live: Live = request.app.state.live
    version = await live.next_version(asked.session_id, reader.read, poll.after or 0, poll.wait)
    response.headers["ETag"] = etag(version.number)
    return version.state


@live_router.get(
    "/{session_id}/stream",  # noqa: FAST003 - the id stands in Asked
    response_class=Response,
    responses={
        **documented(ScreenSessionNotFound),
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}},
    },
)
async def stream_screen_session(
    request: Request,
    asked: Annotated[Asked, Depends()],
    last_event_id: Annotated[int, Header(ge=0)] = 0,
) -> Response:
    """The same as server-sent events, one for every change; resumes at Last-Event-ID."""
    reader = _Reader(request, asked)
    await reader.read()
    live: Live = request.app.state.live
    return live.stream(asked.session_id, reader.read, last_event_id, "session")
