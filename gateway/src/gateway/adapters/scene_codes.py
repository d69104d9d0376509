"""Codes that open the mini-program: WeChat's own, or an ordinary QR code that says the scene."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, ClassVar, Protocol

import aiohttp
import orjson
import segno

from gateway.adapters.wechat_token import ADDRESS, TOKEN_ENDED, NoToken, StableToken
from gateway.adapters.whole import whole
from gateway.domain.scene_codes import Drawn, Picture, SceneCode
from shared.refusals import Unavailable

SECONDS = aiohttp.ClientTimeout(total=5, connect=2)
LARGEST_PICTURE = 1 << 20
TRIES = 2
NARROWEST, WIDEST = 280, 1280  # of WeChat
MEDIA_TYPES: dict[Drawn, str] = {"png": "image/png", "svg": "image/svg+xml"}


@dataclass(eq=False)
class SceneCodesAway(Unavailable):
    """小程序码暂时不能生成。"""

    advice: ClassVar[str] = "请稍后重试。"


class SceneCodes(Protocol):
    """Draws the code of a page and its scene."""

    async def draw(self, code: SceneCode, wished: Drawn) -> Picture:
        """The picture; refused with SceneCodesAway."""


@dataclass(frozen=True, slots=True)
class OrdinaryCodes:
    """Without WeChat: a QR code any scanner reads, the scene and nothing else."""

    async def draw(self, code: SceneCode, wished: Drawn) -> Picture:
        """The picture, as wished."""
        drawn = segno.make_qr(code.scene, error="m")
        scale = max(1, code.side // drawn.symbol_size()[0])
        content = BytesIO()
        drawn.save(content, kind=wished, scale=scale)
        return Picture(MEDIA_TYPES[wished], content.getvalue())


@dataclass(slots=True)
class WxaCodes:
    """The real one: getwxacodeunlimit, whose codes have no end; always points, never SVG."""

    app_id: str
    secret: str
    version: str = "release"
    address: str = ADDRESS
    _token: StableToken = field(init=False)

    def __post_init__(self) -> None:
        """Its token comes from the same address."""
        self._token = StableToken(self.app_id, self.secret, self.address)

    async def draw(self, code: SceneCode, wished: Drawn) -> Picture:
        """WeChat's picture; refused with SceneCodesAway, also when its quota is used up."""
        _ = wished
        asked = {
            "scene": code.scene, "page": code.page, "env_version": self.version,
            "check_path": self.version == "release",
            "width": min(max(code.side, NARROWEST), WIDEST),
        }  # fmt: skip
        for _ in range(TRIES):
            picture = await self._asked(asked)
            if picture is not None:
                return picture
            self._token.forget()
        raise SceneCodesAway

    async def _asked(self, asked: dict[str, Any]) -> Picture | None:
        """The picture; None when the token has ended before its time."""
        try:
            async with aiohttp.ClientSession(timeout=SECONDS) as session:
                path = f"{self.address}/wxa/getwxacodeunlimit"
                given = {"access_token": await self._token.get(session)}
                async with session.post(path, params=given, json=asked) as answer:
                    content = await whole(answer, LARGEST_PICTURE)
        except (aiohttp.ClientError, TimeoutError, NoToken) as fault:
            raise SceneCodesAway from fault
        return _picture(content)


def _picture(content: bytes) -> Picture | None:
    for media_type, begin in (("image/jpeg", b"\xff\xd8\xff"), ("image/png", b"\x89PNG")):
        if content.startswith(begin):
            return Picture(media_type, content)
    if _told(content).get("errcode") in TOKEN_ENDED:
        return None
    raise SceneCodesAway


def _told(content: bytes) -> dict[str, Any]:
    try:
        told = orjson.loads(content)
    except ValueError as fault:
        raise SceneCodesAway from fault
    return told if isinstance(told, dict) else {}
