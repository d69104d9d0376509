"""The access token of a mini-program, which WeChat's server interfaces want."""

from dataclasses import dataclass, field
from time import monotonic

import aiohttp
import orjson

from gateway.adapters.whole import whole

ADDRESS = "https://api.weixin.qq.com"
LARGEST_ANSWER = 64 * 1024
BEFORE_IT_ENDS = 300.0  # seconds
TOKEN_ENDED = frozenset({40001, 40014, 42001})


class NoToken(Exception):
    """WeChat gave no token: the program or its secret is wrong, or WeChat is busy."""


@dataclass(slots=True)
class StableToken:
    """The program's stable one, so that several processes do not end each other's.

    It is asked for again when it is about to end, or has.
    """

    app_id: str
    secret: str = field(repr=False)
    address: str = ADDRESS
    _token: str = field(default="", init=False, repr=False)
    _until: float = field(default=0.0, init=False)

    async def get(self, session: aiohttp.ClientSession) -> str:
        """The token; NoToken when there is none."""
        if monotonic() < self._until:
            return self._token
        asked = {"grant_type": "client_credential", "appid": self.app_id, "secret": self.secret}
        path = f"{self.address}/cgi-bin/stable_token"
        async with session.post(path, json=asked, allow_redirects=False) as answer:
            token, seconds = _given(await whole(answer, LARGEST_ANSWER))
        self._token, self._until = token, monotonic() + seconds - BEFORE_IT_ENDS
        return token

    def forget(self) -> None:
        """It has ended before its time."""
        self._until = 0.0


def _given(content: bytes) -> tuple[str, int]:
    try:
        told = orjson.loads(content)
    except ValueError:
        raise NoToken from None
    token = told.get("access_token") if isinstance(told, dict) else None
    seconds = told.get("expires_in") if isinstance(told, dict) else None
    if not isinstance(token, str) or not isinstance(seconds, int):
        raise NoToken
    return token, seconds
