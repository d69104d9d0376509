"""Codes a phone scans to open the mini-program: on a kiosk's screen, at a window, on a leaflet."""

from typing import Annotated, Any

from fastapi import Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from gateway.adapters.scene_codes import SceneCodesAway
from gateway.api.resources import Lent
from gateway.domain.scene_codes import PAGE, SCENE, Drawn, SceneCode
from shared.edge import edge_router
from shared.identity import Caller, RoleMissing, role
from shared.problems import documented
from shared.reading import NEVER_KEPT

router = edge_router("kiosks", prefix="/api/v1/kiosks/codes")
Shower = Annotated[Caller, Depends(role("kiosk", "window", "editor", "admin"))]
PICTURES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            media_type: {"schema": {"type": "string", "format": "binary"}}
            for media_type in ("image/png", "image/svg+xml", "image/jpeg")
        }
    }
}


class SceneCodeRequest(BaseModel):
    """Which page is opened, and with what; both as `getwxacodeunlimit` takes them."""

    model_config = ConfigDict(extra="forbid")

    scene: Annotated[str, Field(pattern=SCENE, examples=["5f2b8c1d9e7a4f60b3c2d1e0f9a8b7c6"])]
    page: Annotated[str, Field(pattern=PAGE)] = "pages/kiosk/kiosk"
    side: Annotated[int, Field(ge=100, le=1280, description="边长，像素")] = 430
    format: Drawn = Field(default="png", description="微信小程序码总是点阵图，以 Content-Type 为准")


@router.post(
    "", response_class=Response, responses={**documented(SceneCodesAway, RoleMissing), **PICTURES}
)
async def draw_scene_code(body: SceneCodeRequest, _: Shower, lent: Lent) -> Response:
    """The code of a page with its scene: WeChat's own, or an ordinary QR code that says the scene.

    A POST, because the scene of a kiosk's session is a secret and stands in no address.
    """
    code = SceneCode(body.scene, body.page, body.side)
    picture = await lent.scene_codes.draw(code, body.format)
    headers = {"Cache-Control": NEVER_KEPT}
    return Response(picture.content, media_type=picture.media_type, headers=headers)
