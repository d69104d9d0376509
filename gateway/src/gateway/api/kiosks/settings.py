"""How kiosks are set up from afar, and the notices they show."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from gateway.api.kiosks.devices import Administrator, KioskCode
from gateway.domain.kiosks import KioskUnknown
from gateway.storage import kiosks
from gateway.use_cases.kiosks import watching
from gateway.use_cases.kiosks.watching import KioskNoticeUnknown, SetUp
from shared.edge import Now, Work, edge_router
from shared.identity import RoleMissing
from shared.problems import documented
from shared.reading import Fields, IfMatch, etag
from shared.refusals import FieldError, Invalid, PreconditionMissing, Stale

router = edge_router("kiosks", prefix="/api/v1/kiosks")


class NoticeSpanReversed(Invalid):
    """通知的结束时间应晚于开始时间和当前时间。"""


class KioskSettings(BaseModel):
    """What a kiosk can be told to do; what is left out goes by the region, then by the kiosk."""

    model_config = ConfigDict(extra="forbid")

    idle_seconds: Annotated[int | None, Field(ge=15, le=60, description="无操作退出秒数")] = None
    home_matters: Annotated[
        list[Annotated[str, Field(max_length=40)]] | None,
        Field(max_length=12, description="首页事项", examples=[["HC-YJS-0001"]]),
    ] = None
    big_text: Annotated[bool | None, Field(description="默认大字")] = None
    volume: Annotated[int | None, Field(ge=0, le=100, description="音量")] = None
    printing: Annotated[bool | None, Field(description="允许打印")] = None
    open_from: Annotated[str | None, Field(pattern="^[0-2][0-9]:[0-5][0-9]$")] = None
    open_until: Annotated[str | None, Field(pattern="^[0-2][0-9]:[0-5][0-9]$")] = None


class SettingsView(BaseModel):
    """Settings and their version."""

    version: int = Field(examples=[3])
    settings: KioskSettings


class NoticeRequest(BaseModel):
    """A notice for all kiosks of the region; from now on unless said otherwise."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=2, max_length=200, examples=["今日 17:00 起停机维护"])]
    shown_from: AwareDatetime | None = None
    shown_until: AwareDatetime


class NoticeView(BaseModel):
    """A notice and when it is shown."""

    id: UUID
    text: str
    shown_from: datetime
    shown_until: datetime


class NoticesView(BaseModel):
    """Notices, the newest first."""

    items: list[NoticeView]


@router.get("/settings", dependencies=[Fields], responses=documented(RoleMissing))
async def show_region_settings(
    work: Work, caller: Administrator, response: Response
) -> SettingsView:
    """What the kiosks of your region are set to."""
    return _answered(await watching.show_settings(work, caller, None), response)


@router.put("/settings", responses=documented(Stale, PreconditionMissing, RoleMissing))
async def put_region_settings(
    body: KioskSettings, work: Work, caller: Administrator, if_match: IfMatch, response: Response
) -> SettingsView:
    """Set the kiosks of your region (`If-Match: "0"` the first time)."""
    return _answered(
        await watching.put_settings(work, caller, None, _said(body), if_match), response
    )


@router.get(
    "/devices/{code}/settings",
    dependencies=[Fields],
    responses=documented(KioskUnknown, RoleMissing),
)
async def show_device_settings(
    code: KioskCode, work: Work, caller: Administrator, response: Response
) -> SettingsView:
    """What one kiosk alone is set to."""
    return _answered(await watching.show_settings(work, caller, code), response)


@router.put(
    "/devices/{code}/settings",
    responses=documented(KioskUnknown, Stale, PreconditionMissing, RoleMissing),
)
async def put_device_settings(
    code: KioskCode,
    body: KioskSettings,
    work: Work,
    caller: Administrator,
    if_match: IfMatch,
    response: Response,
) -> SettingsView:
    """Set one kiosk; what is said here goes before the region's settings."""
    return _answered(
        await watching.put_settings(work, caller, code, _said(body), if_match), response
    )


@router.get("/notices", dependencies=[Fields], responses=documented(RoleMissing))
async def list_kiosk_notices(
    work: Work,
    caller: Administrator,
    *,
    coming: Annotated[bool, Query(description="包括尚未开始的")] = True,
) -> NoticesView:
    """Notices that are shown in your region, and those to come."""
    rows = await kiosks.notices(work, caller.region_code, coming=coming)
    return NoticesView.model_validate({"items": [dict(row) for row in rows]})


@router.post("/notices", status_code=201, responses=documented(NoticeSpanReversed, RoleMissing))
async def put_kiosk_notice(
    body: NoticeRequest, work: Work, caller: Administrator, now: Now
) -> NoticeView:
    """Show a notice on all kiosks of your region."""
    since = body.shown_from or now
    if body.shown_until <= max(since, now):
        message = "请把结束时间填得晚于开始时间和现在。"
        raise NoticeSpanReversed(errors=[FieldError("#/shown_until", "reversed", message)])
    notice_id = await watching.put_notice(work, caller, body.text, since, body.shown_until)
    return NoticeView(id=notice_id, text=body.text, shown_from=since, shown_until=body.shown_until)


@router.delete(
    "/notices/{notice_id}", status_code=204, responses=documented(KioskNoticeUnknown, RoleMissing)
)
async def end_kiosk_notice(notice_id: UUID, work: Work, caller: Administrator) -> None:
    """Take a notice down."""
    await watching.end_notice(work, caller, notice_id)


def _said(body: KioskSettings) -> dict[str, Any]:
    return body.model_dump(exclude_none=True)


def _answered(found: SetUp, response: Response) -> SettingsView:
    response.headers["ETag"] = etag(found.version)
    return settings_view(found)


def settings_view(found: SetUp) -> SettingsView:
    """The settings as they are shown."""
    return SettingsView(
        version=found.version, settings=KioskSettings.model_validate(found.settings)
    )
