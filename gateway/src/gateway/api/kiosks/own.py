"""What a kiosk itself asks: its token, its heartbeat, how it is set up."""

from typing import Annotated

from fastapi import Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from gateway.api.auth import TokensView
from gateway.api.kiosks.devices import CODE
from gateway.api.kiosks.settings import NoticeView, SettingsView, settings_view
from gateway.api.resources import Lent
from gateway.domain.accounts import PasswordsNotAccepted
from gateway.domain.kiosks import BEAT_EVERY, Beat, KioskTokenRefused, KioskUnknown, Printer
from gateway.use_cases.kiosks.registering import log_in_kiosk
from gateway.use_cases.kiosks.watching import beat_kiosk, own_set_up
from gateway.use_cases.sessions import Tokens
from shared.edge import Now, Work, edge_router
from shared.identity import Caller, RoleMissing, role
from shared.problems import documented
from shared.reading import NEVER_KEPT, Fields

router = edge_router("kiosks", prefix="/api/v1/kiosks")
Kiosk = Annotated[Caller, Depends(role("kiosk"))]


class DeviceLoginRequest(BaseModel):
    """A kiosk's code and token."""

    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, Field(pattern=CODE, examples=["HC-K-0007"])]
    device_token: Annotated[str, Field(min_length=20, max_length=200, examples=["0kZr3mB1..."])]


class HeartbeatRequest(BaseModel):
    """How the kiosk is doing."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[str, Field(max_length=40, description="终端软件版本", examples=["1.4.0"])]
    paper: Annotated[int, Field(ge=0, le=100, description="余纸百分比", examples=[80])]
    printer: Printer = "ok"
    settings_version: Annotated[int, Field(ge=0, le=2**53, description="已生效的配置版本")] = 0


class HeartbeatView(BaseModel):
    """What the kiosk should do: its settings, its notices, and when to tell of itself again."""

    settings: SettingsView
    notices: list[NoticeView]
    next_in_seconds: int = Field(examples=[60])


@router.post(
    "/token",
    response_model=TokensView,
    responses=documented(KioskTokenRefused, PasswordsNotAccepted),
)
async def log_in_device(
    body: DeviceLoginRequest, work: Work, now: Now, lent: Lent, response: Response
) -> Tokens:
    """Log a kiosk in by its device token."""
    response.headers["Cache-Control"] = NEVER_KEPT
    return await log_in_kiosk(work, body.code, body.device_token, lent.tokens, now)


@router.post("/heartbeat", responses=documented(KioskUnknown, RoleMissing))
async def beat_device(body: HeartbeatRequest, work: Work, caller: Kiosk, now: Now) -> HeartbeatView:
    """Tell how this kiosk is doing, once a minute."""
    beat = Beat(now, body.version, body.paper, body.printer, body.settings_version)
    set_up, notices = await beat_kiosk(work, caller, beat)
    return HeartbeatView(
        settings=settings_view(set_up),
        notices=[NoticeView.model_validate(dict(row)) for row in notices],
        next_in_seconds=int(BEAT_EVERY.total_seconds()),
    )


@router.get("/setup", dependencies=[Fields], responses=documented(KioskUnknown, RoleMissing))
async def show_own_setup(work: Work, caller: Kiosk) -> SettingsView:
    """What this kiosk is set to: its own settings before the region's."""
    return settings_view(await own_set_up(work, caller))
