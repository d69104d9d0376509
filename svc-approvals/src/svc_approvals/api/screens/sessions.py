"""Routes of paired screens (双面终端): the clerk's side and the outer screen's side.

The outer screen needs no account: what it holds is the token it got for the code
(``X-Screen-Token``), and that opens this one session and nothing else.
"""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request, Response

from shared.database import UnitOfWork, unit_of_work
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import NEVER_KEPT, IfMatch, etag
from shared.refusals import PreconditionMissing, Stale
from svc_approvals.api.screens.session_views import (
    CodeView,
    JoinedView,
    JoinRequest,
    OpenRequest,
    SessionView,
    ShowRequest,
    VerdictRequest,
    session_view,
)
from svc_approvals.api.tools import Clerk, Tools
from svc_approvals.domain.cases.reasons import CaseNotFound
from svc_approvals.domain.screens.reasons import (
    FieldNotShown,
    FieldsUnknown,
    NothingShown,
    ScreenAlreadyJoined,
    ScreenCodeWrong,
    ScreenSessionNotFound,
    ScreenSessionOver,
    TooManyJoins,
    ValueChangedMeanwhile,
)
from svc_approvals.domain.screens.sessions import ScreenSession, Verdict
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.screens import pairing, showing
from svc_approvals.use_cases.screens.pairing import Seat

router = edge_router("desk", prefix="/api/v1/desk/sessions")
Token = Annotated[
    str, Header(alias="X-Screen-Token", max_length=128, description="外屏配对后得到的令牌")
]


async def seat_of(caller: AnyCaller, x_screen_token: Token = "") -> Seat:
    """The clerk, or the outer screen when it shows its token."""
    return Seat(caller, x_screen_token)


async def screen_of(seat: Annotated[Seat, Depends(seat_of)]) -> Seat:
    """The outer screen alone: the clerk cannot speak for the person."""
    if not seat.is_screen:
        raise ScreenSessionNotFound
    return seat


AnySeat = Annotated[Seat, Depends(seat_of)]
Screen = Annotated[Seat, Depends(screen_of)]


@router.post(
    "", status_code=201, responses=documented(CaseNotFound, ScreenSessionOver, FieldsUnknown)
)
async def open_screen_session(
    work: Work, tools: Tools, caller: Clerk, request: OpenRequest, response: Response
) -> CodeView:
    """Open a session; the outer screen joins with the code, once and within five minutes."""
    session, code = await pairing.open_session(work, tools, caller, request.window_id)
    if request.case_id is not None:
        await showing.show_form(work, tools, Seat(caller), session, request.case_id, None)
    response.headers["Location"] = f"/api/v1/desk/sessions/{session.session_id}"
    response.headers["Cache-Control"] = NEVER_KEPT
    return CodeView(session_id=session.session_id, code=code.code, expires_at=code.expires_at)


@router.post("/join", responses=documented(ScreenCodeWrong, TooManyJoins))
async def join_screen_session(
    work: Work,
    tools: Tools,
    caller: AnyCaller,
    request: Request,
    asked: JoinRequest,
    response: Response,
) -> JoinedView:
    """The outer screen joins, with or without a device's account.

    An address may be wrong ten times in five minutes; right attempts count for nothing.
    """
    source = caller.device_id or request.headers.get("x-forwarded-for", caller.subject)
    pool = request.app.state.pool
    async with unit_of_work(pool, work.now, actor=caller.subject) as counted:
        attempts = await pairing.count_join(counted, tools, source)
    pairing.refuse_guessing(attempts)
    session, token = await pairing.join_session(work, tools, caller, source, asked.code)
    response.headers["Cache-Control"] = NEVER_KEPT
    return JoinedView(session_id=session.session_id, token=token)


@router.post(
    "/{session_id}/code",
    responses=documented(ScreenSessionNotFound, ScreenAlreadyJoined, ScreenSessionOver),
)
async def renew_screen_code(
    work: Work, tools: Tools, caller: Clerk, session_id: UUID, response: Response
) -> CodeView:
    """Another code, while no screen has joined; the one before is good no more."""
    code = await pairing.renew_code(work, tools, Seat(caller), session_id)
    response.headers["Cache-Control"] = NEVER_KEPT
    return CodeView(session_id=session_id, code=code.code, expires_at=code.expires_at)


@router.put(
    "/{session_id}/form",
    responses=documented(
        ScreenSessionNotFound, CaseNotFound, FieldsUnknown, ScreenSessionOver, Stale,
        PreconditionMissing,
    ),
)  # fmt: skip
async def show_form_on_screen(
    work: Work,
    tools: Tools,
    caller: Clerk,
    session_id: UUID,
    request: ShowRequest,
    response: Response,
    if_match: IfMatch,
) -> SessionView:
    """Choose the case and the fields the outer screen shows."""
    seat = Seat(caller)
    session = await pairing.locked_session(work, tools, seat, session_id)
    if_match(session.version)
    await showing.show_form(work, tools, seat, session, request.case_id, request.fields)
    return await _shown(work, tools, seat, session, response)


@router.post(
    "/{session_id}/fields/{key}",
    responses=documented(
        ScreenSessionNotFound, NothingShown, FieldNotShown, ValueChangedMeanwhile,
        ScreenSessionOver,
    ),
)  # fmt: skip
async def judge_screen_field(
    work: Work,
    tools: Tools,
    seat: Screen,
    session_id: UUID,
    key: str,
    request: VerdictRequest,
    response: Response,
) -> SessionView:
    """The person before the outer screen confirms a field as they see it, or objects."""
    session = await pairing.locked_session(work, tools, seat, session_id)
    await showing.judge_field(
        work, tools, session, key, Verdict(request.verdict), seen=request.mark,
        remark=request.remark,
    )  # fmt: skip
    return await _shown(work, tools, seat, session, response)


@router.post("/{session_id}/close", status_code=204, responses=documented(ScreenSessionNotFound))
async def close_screen_session(work: Work, tools: Tools, seat: AnySeat, session_id: UUID) -> None:
    """Either side ends the session, and what it showed is wiped."""
    await pairing.close_session(work, tools, seat, session_id)


async def _shown(
    work: UnitOfWork, tools: Office, seat: Seat, session: ScreenSession, response: Response
) -> SessionView:
    response.headers["ETag"] = etag(session.version)
    return await session_view(work, tools, session, in_clear=seat.is_screen)
