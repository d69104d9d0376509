"""Open a pair of screens, join it with a code, find it again, close it."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.approvals.screens import ScreenClosed, ScreenJoined, ScreenOpened
from shared.identity import Caller
from shared.ids import new_id
from svc_approvals.domain.screens.reasons import (
    ScreenCodeWrong,
    ScreenSessionNotFound,
    TooManyJoins,
)
from svc_approvals.domain.screens.sessions import (
    CODE_DIGITS,
    CODE_LIFETIME,
    IDLE,
    JOINS_ALLOWED,
    Closer,
    ScreenSession,
    ScreenState,
)
from svc_approvals.storage.cases import cases
from svc_approvals.storage.screens import sessions
from svc_approvals.use_cases.office import Office

DRAWS = 20
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Code:
    """What the clerk reads out; it is stored as a keyed hash."""

    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Seat:
    """Who asks for a session: its clerk, or its screen by its token."""

    caller: Caller
    token: str = ""

    @property
    def is_screen(self) -> bool:
        """The outer screen, which shows values in clear to the person before it."""
        return bool(self.token)


async def open_session(
    work: UnitOfWork, office: Office, caller: Caller, window_id: str = ""
) -> tuple[ScreenSession, Code]:
    """A new session with a code of six digits, good once and for five minutes."""
    session = ScreenSession(
        new_id(), caller.region_code, caller.staff_no, ScreenState.WAITING, 1, work.now,
        organ_id=caller.organ, window_id=window_id,
    )  # fmt: skip

    async def add(index: str, expires_at: datetime) -> bool:
        return await sessions.add(work, session, index, expires_at)

    code = await _drawn(work, office, add)
    event = ScreenOpened(
        session_id=session.session_id, staff_no=caller.staff_no, organ_id=caller.organ
    )
    await work.announce(session.session_id, event)
    return session, code


async def renew_code(work: UnitOfWork, office: Office, seat: Seat, session_id: UUID) -> Code:
    """Another code, as long as no screen has joined.

    Refused with ScreenSessionNotFound, ScreenAlreadyJoined or ScreenSessionOver.
    """
    session = await locked_session(work, office, seat, session_id)
    session.renew_code(work.now)

    async def replace(index: str, expires_at: datetime) -> bool:
        return await sessions.set_code(work, session_id, index, expires_at)

    await sessions.save(work, office.secrets, session)
    return await _drawn(work, office, replace)


async def _drawn(
    work: UnitOfWork, office: Office, keep: Callable[[str, datetime], Awaitable[bool]]
) -> Code:
    for _ in range(DRAWS):
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        drawn = Code(code, work.now + CODE_LIFETIME)
        if await keep(_index(office, code), drawn.expires_at):
            return drawn
    raise RuntimeError("no code is free")


def _index(office: Office, code: str) -> str:
    """Looked up by a keyed hash: how long that takes says nothing about the digits."""
    return office.secrets.blind_index("screen_code", code)


async def count_join(work: UnitOfWork, office: Office, source: str) -> int:
    """Count an attempt to join; in a unit of work of its own, for a refusal undoes the other."""
    return await sessions.count_join(work, _source(office, source), work.now - CODE_LIFETIME)


def _source(office: Office, source: str) -> str:
    """An address is kept as a keyed hash, and not for long."""
    return office.secrets.blind_index("screen_source", source)


def refuse_guessing(attempts: int) -> None:
    """Refused with TooManyJoins after ten wrong attempts in five minutes."""
    if attempts > JOINS_ALLOWED:
        raise TooManyJoins


async def join_session(
    work: UnitOfWork, office: Office, caller: Caller, source: str, code: str
) -> tuple[ScreenSession, str]:
    """The outer screen joins with the code and gets a token; the code is used up.

    Refused with ScreenCodeWrong, in the same words for wrong, used and expired codes.
    """
    session = await sessions.by_code(work, office.secrets, _index(office, code))
    if session is None or session.is_over(work.now):
        raise ScreenCodeWrong
    session.join(work.now)
    await sessions.forgive_join(work, _source(office, source))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await sessions.save(work, office.secrets, session)
    await sessions.set_token(work, session.session_id, _hashed(token))
    event = ScreenJoined(session_id=session.session_id, device_id=caller.device_id)
    await work.announce(session.session_id, event)
    return session, token


async def seated_session(
    work: UnitOfWork, office: Office, seat: Seat, session_id: UUID
) -> ScreenSession:
    """The session of this clerk or this screen; refused with ScreenSessionNotFound."""
    if seat.is_screen:
        found = await sessions.of_screen(work, office.secrets, session_id, _hashed(seat.token))
    else:
        caller = seat.caller
        found = await sessions.of_clerk(
            work, office.secrets, session_id, caller.staff_no, caller.region_code
        )
    if found is None:
        raise ScreenSessionNotFound
    return found


async def locked_session(
    work: UnitOfWork, office: Office, seat: Seat, session_id: UUID
) -> ScreenSession:
    """The same, to be changed."""
    await sessions.lock(work, session_id)
    return await seated_session(work, office, seat, session_id)


def _hashed(token: str) -> bytes:
    return sha256(token.encode()).digest()


async def close_session(work: UnitOfWork, office: Office, seat: Seat, session_id: UUID) -> None:
    """Either side ends it; refused with ScreenSessionNotFound. Closing twice is no fault."""
    session = await locked_session(work, office, seat, session_id)
    if session.state is not ScreenState.CLOSED:
        await _close(work, office, session, "person" if seat.is_screen else "clerk")


async def close_idle(work: UnitOfWork, office: Office) -> int:
    """End and wipe what nobody has used for ten minutes; answers how many."""
    over = await sessions.idle(work, office.secrets, work.now - IDLE)
    for session in over:
        await _close(work, office, session, "idle")
    return len(over)


async def _close(work: UnitOfWork, office: Office, session: ScreenSession, by: Closer) -> None:
    event = await _closed(work, session, by)
    session.close()
    await sessions.save(work, office.secrets, session)
    await work.announce(session.session_id, event)


async def _closed(work: UnitOfWork, session: ScreenSession, by: Closer) -> ScreenClosed:
    case = None
    if session.case_id is not None:
        case = await cases.load(work, session.case_id, region_code=session.region_code)
    return ScreenClosed(
        session_id=session.session_id, by=by, joined=session.state is ScreenState.JOINED,
        window_id=session.window_id, staff_no=session.staff_no, organ_id=session.organ_id,
        region_code=session.region_code, case_id=session.case_id,
        case_no=case.case_no if case else "", matter_code=case.matter_code if case else "",
        matter_name=case.matter_name if case else "", closed_at=work.now,
    )  # fmt: skip
