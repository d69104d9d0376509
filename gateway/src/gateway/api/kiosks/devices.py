"""Kiosks as the administrator sees them: registered, watched, taken out of use."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from gateway.domain.kiosks import Beat, KioskCodeTaken, KioskUnknown, Printer, Trouble, troubles
from gateway.use_cases.kiosks.registering import (
    disable_kiosk,
    kiosk_of,
    register_kiosk,
    renew_kiosk_token,
)
from gateway.use_cases.kiosks.watching import list_kiosks
from shared.database import Row
from shared.edge import Now, Work, edge_router
from shared.identity import Caller, RoleMissing, role
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import NEVER_KEPT, Fields

router = edge_router("kiosks", prefix="/api/v1/kiosks/devices")
Administrator = Annotated[Caller, Depends(role("admin"))]
CODE = "^[A-Za-z0-9][A-Za-z0-9-]{2,39}$"
KioskCode = Annotated[str, Path(pattern=CODE, description="终端编号", examples=["kiosk1"])]


class KioskRequest(BaseModel):
    """A kiosk to register."""

    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, Field(pattern=CODE, description="终端编号", examples=["HC-K-0007"])]
    place: Annotated[
        str, Field(min_length=2, max_length=200, examples=["鹤城区河西街道便民服务中心一楼"])
    ]


class DeviceTokenView(BaseModel):
    """A kiosk's token: shown this once, to be kept on the kiosk."""

    code: str = Field(examples=["HC-K-0007"])
    device_token: str = Field(examples=["0kZr3mB1..."])


class KioskView(BaseModel):
    """A kiosk: where it stands, what it last told, and what ails it."""

    code: str = Field(examples=["kiosk1"])
    place: str = Field(examples=["怀化市鹤城区智慧政务服务中心三楼大厅"])
    registered_at: datetime
    disabled: bool
    last_seen_at: datetime | None
    version: str | None = Field(examples=["1.4.0"])
    paper: int | None = Field(description="余纸百分比", examples=[80])
    printer: Printer | None
    settings_version: int | None = Field(description="终端已生效的配置版本")
    wanted_settings_version: int = Field(description="应生效的配置版本")
    troubles: list[Trouble] = Field(description="需要处理的问题", examples=[["paper_low"]])


@router.post("", status_code=201, responses=documented(KioskCodeTaken, RoleMissing))
async def register_device(
    body: KioskRequest, work: Work, caller: Administrator, response: Response
) -> DeviceTokenView:
    """Register a kiosk of your region; the answer holds its token, this once."""
    response.headers["Cache-Control"] = NEVER_KEPT
    token = await register_kiosk(work, caller, body.code, body.place)
    return DeviceTokenView(code=body.code, device_token=token)


@router.get("", dependencies=[Fields], responses=documented(CursorInvalid, RoleMissing))
async def list_devices(
    request: Request, response: Response, work: Work, caller: Administrator, page: Paging, now: Now
) -> Page[KioskView]:
    """The kiosks of your region by code, with what ails them."""
    rows, total = await list_kiosks(work, caller, page)
    found = page_of([_view(row, now) for row in rows], page, ("code",), total)
    link_next(request, response, found)
    return Page[KioskView].model_validate(found)


@router.get(
    "/{code}",
    response_model=KioskView,
    dependencies=[Fields],
    responses=documented(KioskUnknown, RoleMissing),
)
async def show_device(code: KioskCode, work: Work, caller: Administrator, now: Now) -> Any:
    """One kiosk of your region."""
    return _view(await kiosk_of(work, caller, code), now)


@router.post("/{code}/token", status_code=201, responses=documented(KioskUnknown, RoleMissing))
async def renew_device_token(
    code: KioskCode, work: Work, caller: Administrator, response: Response
) -> DeviceTokenView:
    """A new token for a kiosk; the former is worth nothing any more."""
    response.headers["Cache-Control"] = NEVER_KEPT
    token = await renew_kiosk_token(work, caller, code)
    return DeviceTokenView(code=code, device_token=token)


@router.post("/{code}/disable", status_code=204, responses=documented(KioskUnknown, RoleMissing))
async def disable_device(code: KioskCode, work: Work, caller: Administrator, now: Now) -> None:
    """Take a kiosk out of use; it is logged out at once."""
    await disable_kiosk(work, caller, code, now)


def _view(row: Row, now: datetime) -> dict[str, Any]:
    beat = None
    if row["at"] is not None:
        beat = Beat(
            row["at"], row["version"], row["paper"], row["printer"], row["settings_version"]
        )
    return {
        **{name: row[name] for name in ("code", "place", "registered_at", "disabled")},
        **{name: row[name] for name in ("version", "paper", "printer", "settings_version")},
        "last_seen_at": row["at"],
        "wanted_settings_version": row["wanted_version"],
        "troubles": troubles(beat, row["wanted_version"], now),
    }
