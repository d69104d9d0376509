"""Codes that open the mini-program: WeChat's own, or an ordinary QR code that says the scene."""

from dataclasses import dataclass, field
from io import BytesIO
from time import monotonic
from typing import Any, ClassVar, Protocol

import aiohttp
import orjson
import segno

from gateway.domain.scene_codes import Drawn, Picture, SceneCode
from shared.refusals import Unavailable

ADDRESS = "https://api.weixin.qq.com"
SECONDS = aiohttp.ClientTimeout(total=5, connect=2)
LARGEST_PICTURE = 1 << 20
BEFORE_IT_ENDS = 300.0  # seconds
TOKEN_ENDED = frozenset({40001, 40014, 42001})
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
    """The real one: getwxacodeunlimit, whose codes have no end; always points, never SVG.

    The token is the program's stable one, so that several processes do not end each
    other's; it is asked for again when it is about to end, or has.
    """

    app_id: str
    secret: str
    version: str = "release"
    address: str = ADDRESS
    _token: str = field(default="", init=False)
    _until: float = field(default=0.0, init=False)

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
            self._until = 0.0
        raise SceneCodesAway

    async def _asked(self, asked: dict[str, Any]) -> Picture | None:
        """The picture; None when the token has ended before its time."""
        try:
            async with aiohttp.ClientSession(timeout=SECONDS) as session:
                path = f"{self.address}/wxa/getwxacodeunlimit"
                given = {"access_token": await self._access(session)}
                async with session.post(path, params=given, json=asked) as answer:
                    content = await answer.content.read(LARGEST_PICTURE)
        except (aiohttp.ClientError, TimeoutError) as fault:
            raise SceneCodesAway from fault
        return _picture(content)

    async def _access(self, session: aiohttp.ClientSession) -> str:
        if monotonic() < self._until:
            return self._token
        asked = {"grant_type": "client_credential", "appid": self.app_id, "secret": self.secret}
        async with session.post(f"{self.address}/cgi-bin/stable_token", json=asked) as answer:
            told = _told(await answer.content.read(LARGEST_PICTURE))
        token, seconds = told.get("access_token"), told.get("expires_in")
        if not isinstance(token, str) or not isinstance(seconds, int):
            raise SceneCodesAway
        self._token, self._until = token, monotonic() + seconds - BEFORE_IT_ENDS
        return token


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
