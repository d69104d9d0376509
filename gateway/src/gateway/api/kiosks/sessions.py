"""Sessions of persons on kiosks: a code on the screen, a yes on the phone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from gateway.api.kiosks.own import Kiosk
from gateway.api.resources import Lent
from gateway.domain.accounts import PasswordsNotAccepted
from gateway.domain.kiosk_sessions import (
    IDLE,
    SCAN_WITHIN,
    KioskCodeRefused,
    KioskSessionOver,
    OnlyPersonsConfirm,
    State,
)
from gateway.domain.kiosks import KioskUnknown
from gateway.use_cases.kiosks.sessions import (
    Scanned,
    confirm_kiosk_session,
    end_kiosk_session,
    open_kiosk_session,
    own_session,
    renew_kiosk_session,
    scan_kiosk_code,
)
from shared.database import UnitOfWork
from shared.edge import Work, edge_router
from shared.identity import Caller, LoggedIn, RoleMissing
from shared.live import LONGEST_WAIT_SECONDS, Live, Version
from shared.problems import documented
from shared.reading import NEVER_KEPT, Fields

router = edge_router("kiosks", prefix="/api/v1/kiosks/sessions")


class CodeRequest(BaseModel):
    """The code that was scanned: the scene of the QR code."""

    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, Field(pattern="^[0-9a-f]{32}$", examples=["5f2b..."])]


class OpenedView(BaseModel):
    """A session that waits to be scanned; ``code`` goes into the QR code as its scene."""

    session_id: UUID
    code: str = Field(description="二维码 scene，32 位", examples=["5f2b..."])
    scan_until: datetime


class SessionView(BaseModel):
    """How far a session is; ``number`` grows with every change."""

    session_id: UUID
    state: State
    number: int


class ScannedView(BaseModel):
    """Which kiosk asks to act for you, and where it stands; by ``session_id`` you end it."""

    session_id: UUID
    kiosk: str = Field(examples=["kiosk1"])
    place: str = Field(examples=["怀化市鹤城区智慧政务服务中心三楼大厅"])
    state: State


class PersonTokenView(BaseModel):
    """The person's token on this kiosk; renew it while the screen is touched."""

    access_token: str = Field(examples=["eyJhbGciOiJFUzI1NiIs..."])
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - its kind
    expires_in: int = Field(description="秒", examples=[60])


@dataclass(frozen=True, slots=True)
class LongPoll:
    """How long to wait for something newer."""

    after: Annotated[int | None, Query(ge=0, le=2**31, description="长轮询：只要比它新的")] = None
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT_SECONDS, description="最多等待秒数")] = 0


@router.post("", status_code=201, responses=documented(KioskUnknown, RoleMissing))
async def open_session(work: Work, caller: Kiosk, response: Response) -> OpenedView:
    """Open a session on this kiosk and show its code."""
    response.headers["Cache-Control"] = NEVER_KEPT
    session, code = await open_kiosk_session(work, caller)
    return OpenedView(session_id=session.id, code=code, scan_until=session.opened_at + SCAN_WITHIN)


@router.post("/scan", responses=documented(KioskCodeRefused))
async def scan_code(body: CodeRequest, work: Work, caller: LoggedIn) -> ScannedView:
    """See which kiosk a code is of, before you agree."""
    _ = caller
    return _scanned(await scan_kiosk_code(work, body.code))


@router.post("/confirm", responses=documented(KioskCodeRefused, OnlyPersonsConfirm))
async def confirm_session(body: CodeRequest, work: Work, caller: LoggedIn) -> ScannedView:
    """Let the kiosk act for you until nobody touches it for a minute."""
    return _scanned(await confirm_kiosk_session(work, caller, body.code))


@router.get(
    "/{session_id}",
    response_model=SessionView,
    dependencies=[Fields],
    responses=documented(KioskSessionOver, KioskUnknown, RoleMissing),
)
async def show_session(
    request: Request,
    session_id: UUID,
    work: Work,
    caller: Kiosk,
    poll: Annotated[LongPoll, Depends()],
) -> Any:
    """How far a session of this kiosk is; with ``after`` and ``wait`` when something is new."""
    if poll.after is None or not poll.wait:
        return await _state(work, caller, session_id)
    await work.give_back()
    state, live = request.app.state, request.app.state.live
    assert isinstance(live, Live)  # noqa: S101

    async def read() -> Version:
        async with UnitOfWork(state.pool, state.now(), actor=caller.subject) as own:
            view = await _state(own, caller, session_id)
            return Version(view.number, view.model_dump(mode="json"))

    return (await live.next_version(session_id, read, poll.after, poll.wait)).state


@router.post(
    "/{session_id}/token",
    responses=documented(KioskSessionOver, KioskUnknown, PasswordsNotAccepted, RoleMissing),
)
async def renew_session_token(
    session_id: UUID, work: Work, caller: Kiosk, lent: Lent, response: Response
) -> PersonTokenView:
    """The person's token for the next minute: taken when confirmed, and while they are there."""
    response.headers["Cache-Control"] = NEVER_KEPT
    token = await renew_kiosk_session(work, caller, session_id, lent.tokens)
    return PersonTokenView(access_token=token, expires_in=int(IDLE.total_seconds()))


@router.post(
    "/{session_id}/end", status_code=204, responses=documented(KioskSessionOver, KioskUnknown)
)
async def end_session(session_id: UUID, work: Work, caller: LoggedIn) -> None:
    """End a session: the kiosk its own, the person who confirmed it theirs from the phone.

    The person's token is refused from then on, and who they were is no longer kept with it.
    """
    await end_kiosk_session(work, caller, session_id)


async def _state(work: UnitOfWork, caller: Caller, session_id: UUID) -> SessionView:
    session = await own_session(work, caller, session_id)
    return SessionView(session_id=session.id, state=session.state, number=session.number)


def _scanned(found: Scanned) -> ScannedView:
    return ScannedView(
        session_id=found.session.id, kiosk=found.kiosk, place=found.place,
        state=found.session.state,
    )  # fmt: skip
