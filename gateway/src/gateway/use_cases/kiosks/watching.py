"""Hear kiosks' heartbeats, set them up from afar, and tell them notices."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from gateway.domain.kiosks import Beat, KioskUnknown, laid_over
from gateway.storage import kiosks
from gateway.use_cases.kiosks.registering import kiosk_of
from shared.database import Row, StaleAggregate, UnitOfWork
from shared.identity import Caller
from shared.pages import PageRequest
from shared.refusals import NotFound


class KioskNoticeUnknown(NotFound):
    """没有这条正在显示的终端通知。"""


class SetUp(NamedTuple):
    """Settings of a kiosk and their version; the version grows with every change."""

    version: int
    settings: dict[str, Any]


async def own_kiosk(work: UnitOfWork, caller: Caller) -> Row:
    """The calling kiosk; refused with KioskUnknown."""
    kiosk = await kiosks.with_account(work, caller.subject_id)
    if kiosk is None:
        raise KioskUnknown
    return kiosk


async def beat_kiosk(work: UnitOfWork, caller: Caller, beat: Beat) -> tuple[SetUp, list[Row]]:
    """Keep what the kiosk tells; what it should do and show. Refused with KioskUnknown."""
    kiosk = await own_kiosk(work, caller)
    await kiosks.beat(work, kiosk["id"], beat)
    notices = await kiosks.notices(work, kiosk["region_code"], coming=False)
    return await _set_up(work, kiosk), notices


async def own_set_up(work: UnitOfWork, caller: Caller) -> SetUp:
    """What the calling kiosk is set to. Refused with KioskUnknown."""
    return await _set_up(work, await own_kiosk(work, caller))


async def list_kiosks(
    work: UnitOfWork, caller: Caller, page: PageRequest
) -> tuple[list[Row], int | None]:
    """Kiosks of the caller's region by code, and the number of all if asked for."""
    (after,) = page.after_of(str)
    rows = await kiosks.listed(work, caller.region_code, after, page.fetch)
    return rows, await kiosks.counted(work, caller.region_code) if page.count else None


async def show_settings(work: UnitOfWork, caller: Caller, code: str | None) -> SetUp:
    """Settings of a kiosk alone, or of the caller's region; refused with KioskUnknown."""
    scope = await _scope(work, caller, code)
    known = await kiosks.settings_of(work, [scope])
    return SetUp(*known.get(scope, (0, {})))


async def put_settings(
    work: UnitOfWork,
    caller: Caller,
    code: str | None,
    settings: Mapping[str, Any],
    check: Callable[[int], None],
) -> SetUp:
    """Set a kiosk or the region; refused with KioskUnknown, or by ``check`` of the version."""
    await work.lock()
    scope = await _scope(work, caller, code)
    known = await kiosks.settings_of(work, [scope])
    version, _ = known.get(scope, (0, {}))
    check(version)
    if not await kiosks.put_settings(work, scope, version + 1, settings, caller.subject_id):
        raise StaleAggregate
    return SetUp(version + 1, dict(settings))


async def put_notice(
    work: UnitOfWork, caller: Caller, text: str, shown_from: datetime, shown_until: datetime
) -> UUID:
    """Tell all kiosks of the caller's region something for a while."""
    span = (shown_from, shown_until)
    return await kiosks.add_notice(work, caller.region_code, text, span, caller.subject_id)


async def end_notice(work: UnitOfWork, caller: Caller, notice_id: UUID) -> None:
    """Take a notice down; refused with KioskNoticeUnknown."""
    if not await kiosks.end_notice(work, notice_id, caller.region_code):
        raise KioskNoticeUnknown


async def _scope(work: UnitOfWork, caller: Caller, code: str | None) -> str:
    if code is None:
        return caller.region_code
    return str((await kiosk_of(work, caller, code))["code"])


async def _set_up(work: UnitOfWork, kiosk: Row) -> SetUp:
    known = await kiosks.settings_of(work, [kiosk["region_code"], kiosk["code"]])
    region = known.get(kiosk["region_code"], (0, {}))
    own = known.get(kiosk["code"], (0, {}))
    return SetUp(region[0] + own[0], laid_over(region[1], own[1]))
