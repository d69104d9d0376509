"""WeChat: whose `wx.login` code is this?"""

from dataclasses import dataclass
from typing import ClassVar, Protocol

import aiohttp
import orjson

from gateway.adapters.whole import whole
from shared.refusals import Unauthenticated, Unavailable

ADDRESS = "https://api.weixin.qq.com/sns/jscode2session"
SECONDS = aiohttp.ClientTimeout(total=5, connect=2)
BUSY = -1
LARGEST_ANSWER = 64 * 1024


@dataclass(eq=False)
class WechatCodeRefused(Unauthenticated):
    """微信登录码无效。"""

    advice: ClassVar[str] = "登录码只能用一次且五分钟内有效，请重新打开小程序登录。"


@dataclass(eq=False)
class WechatAway(Unavailable):
    """微信登录服务暂时连接不上。"""

    advice: ClassVar[str] = "请稍后重试，或改用其他方式登录。"


class Wechat(Protocol):
    """Turns a login code into the openid of a WeChat user."""

    async def openid(self, code: str) -> str:
        """The openid; refused with WechatCodeRefused or WechatAway."""


@dataclass(frozen=True, slots=True)
class Code2Session:
    """The real one: code2session of the WeChat server API."""

    app_id: str
    secret: str
    address: str = ADDRESS

    async def openid(self, code: str) -> str:
        """The openid; refused with WechatCodeRefused or WechatAway."""
        asked = {
            "appid": self.app_id,
            "secret": self.secret,
            "js_code": code,
            "grant_type": "authorization_code",
        }
        try:
            async with (
                aiohttp.ClientSession(timeout=SECONDS) as session,
                session.get(self.address, params=asked, allow_redirects=False) as answer,
            ):
                told = orjson.loads(await whole(answer, LARGEST_ANSWER))
        except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
            raise WechatAway from fault
        return _openid(told)


def _openid(told: object) -> str:
    if not isinstance(told, dict) or told.get("errcode", 0) == BUSY:
        raise WechatAway
    openid = told.get("openid")
    if told.get("errcode", 0) or not isinstance(openid, str) or not openid:
        raise WechatCodeRefused
    return openid


class WechatStandIn:
    """For one machine without WeChat: the code `wx-zhang` is the user of the account zhang."""

    async def openid(self, code: str) -> str:
        """The stand-in's openid; refused with WechatCodeRefused for any other code."""
        if not code.startswith("wx-") or not code[3:]:
            raise WechatCodeRefused
        return f"openid-{code[3:]}"
