"""A person's session on a kiosk: opened there, confirmed on the phone, over when all is still."""

from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from gateway.domain.access_tokens import AccessTokens
from gateway.domain.kiosk_sessions import (
    IDLE,
    EndedBy,
    KioskCodeRefused,
    KioskSession,
    KioskSessionOver,
    OnlyPersonsConfirm,
    new_code,
)
from gateway.storage import accounts, kiosk_sessions, sessions
from gateway.use_cases.kiosks.watching import own_kiosk
from shared.database import UnitOfWork
from shared.events.identity import (
    AccountRevoked,
    KioskSessionConfirmed,
    KioskSessionEnded,
)
from shared.identity import Caller
from shared.ids import new_id

PERSONS = frozenset({"person", "enterprise"})


class Opened(NamedTuple):
    """A session that waits, and the code to show as a QR code."""

    session: KioskSession
    code: str


class Scanned(NamedTuple):
    """What a person is shown before they agree: which kiosk this is, and where."""

    session: KioskSession
    kiosk: str
    place: str


async def open_kiosk_session(work: UnitOfWork, caller: Caller) -> Opened:
    """Open a session on the calling kiosk; refused with KioskUnknown."""
    kiosk = await own_kiosk(work, caller)
    session, code = KioskSession(new_id(), kiosk["id"], work.now), new_code()
    await kiosk_sessions.add(work, session, code)
    return Opened(session, code)


async def scan_kiosk_code(work: UnitOfWork, code: str) -> Scanned:
    """Which kiosk a code is of; refused with KioskCodeRefused."""
    session = await _scannable(work, code)
    return Scanned(session, *await kiosk_sessions.place_of(work, session.device_id))


async def confirm_kiosk_session(work: UnitOfWork, caller: Caller, code: str) -> Scanned:
    """Let a kiosk act for the caller a while; refused with KioskCodeRefused, OnlyPersonsConfirm."""
    if caller.kind not in PERSONS:
        raise OnlyPersonsConfirm
    session = (await _scannable(work, code)).confirmed_by(caller.subject_id, work.now)
    await kiosk_sessions.keep(work, session)
    await sessions.begin_as(work, session.id, caller.subject_id)
    await work.announce(session.id, KioskSessionConfirmed(session_id=session.id))
    return Scanned(session, *await kiosk_sessions.place_of(work, session.device_id))


async def own_session(
    work: UnitOfWork, caller: Caller, session_id: UUID, *, locked: bool = False
) -> KioskSession:
    """A session of the calling kiosk; refused with KioskSessionOver for any other."""
    kiosk = await own_kiosk(work, caller)
    session = await kiosk_sessions.with_id(work, session_id, locked=locked)
    if session is None or session.device_id != kiosk["id"]:
        raise KioskSessionOver
    return session


async def renew_kiosk_session(
    work: UnitOfWork, caller: Caller, session_id: UUID, tokens: AccessTokens
) -> str:
    """A token of a minute for the person at the kiosk; refused with KioskSessionOver."""
    session = (await own_session(work, caller, session_id, locked=True)).touched(work.now)
    await kiosk_sessions.keep(work, session)
    assert session.account_id is not None, "an open session is somebody's"  # noqa: S101
    row = await accounts.with_id(work, session.account_id)
    if row is None or row["disabled_at"] is not None:
        raise KioskSessionOver
    account = replace(accounts.account_of(row), device_id=caller.device_id)
    return replace(tokens, lifetime=IDLE).mint(account, session.id, work.now)


async def end_kiosk_session(work: UnitOfWork, caller: Caller, session_id: UUID) -> None:
    """End a session: by its kiosk, or by its person from afar; refused with KioskSessionOver."""
    if caller.kind == "device":
        session = await own_session(work, caller, session_id, locked=True)
        await _end(work, session, "kiosk")
        return
    found = await kiosk_sessions.with_id(work, session_id, locked=True)
    if found is None or found.account_id != caller.subject_id:
        raise KioskSessionOver
    await _end(work, found, "person")


async def end_idle_sessions(work: UnitOfWork) -> int:
    """End what nobody has touched for a minute; how many there were."""
    idle = await kiosk_sessions.idle_since(work, work.now - IDLE)
    for session in idle:
        await _end(work, session, "idle")
    return len(idle)


async def _scannable(work: UnitOfWork, code: str) -> KioskSession:
    session = await kiosk_sessions.with_code(work, code)
    if session is None:
        raise KioskCodeRefused
    session.scannable(work.now)
    return session


async def _end(work: UnitOfWork, session: KioskSession, by: EndedBy) -> None:
    if session.state == "ended":
        return
    await kiosk_sessions.keep(work, session.ended())
    await work.announce(session.id, KioskSessionEnded(session_id=session.id, ended_by=by))
    account_id = await sessions.revoke(work, session.id, f"kiosk_session_{by}")
    if account_id is not None:
        revoked = AccountRevoked(
            account_id=account_id, session_id=session.id, reason=f"kiosk_session_{by}",
            revoked_at=work.now,
        )  # fmt: skip
        await work.announce(account_id, revoked)
