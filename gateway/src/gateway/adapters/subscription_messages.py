"""Subscription messages of the mini-program: `message/subscribe/send` of WeChat.

Fields and errcodes after developers.weixin.qq.com, 发送订阅消息 (sendMessage). What a channel
is given is a sentence; `domain/subscriptions.py` reads the template and its fields back from it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import aiohttp
import orjson
import structlog

from gateway.adapters.channels import ChannelAway, ChannelRefused
from gateway.adapters.wechat_token import TOKEN_ENDED, NoToken, StableToken
from gateway.adapters.whole import whole
from gateway.domain.subscriptions import Message, Subscription, message_for

log = structlog.get_logger("channels")

SECONDS = aiohttp.ClientTimeout(total=5, connect=2)
LARGEST_ANSWER = 64 * 1024
TRIES = 2
REFUSALS: Mapping[int, str] = {
    43101: "the person did not subscribe, or no longer does",
    40003: "no such person in this program",
    47003: "the fields do not fit the template",
}

State = Literal["formal", "trial", "developer"]


@dataclass(frozen=True, slots=True)
class SubscriptionChannel:
    """Sends what there is a template for; the address is an openid."""

    token: StableToken
    subscriptions: Sequence[Subscription]
    state: State = "formal"

    async def send(self, address: str, text: str, key: str) -> None:
        """Send; ChannelRefused without a template, or when WeChat refuses it for good."""
        message = message_for(text, self.subscriptions)
        if message is None:
            log.warning("no template of the mini-program says this", key=key)
            raise ChannelRefused("no template")
        errcode = await self._told(_request(address, message, self.state))
        if errcode in REFUSALS:
            template, why = message[0].template, REFUSALS[errcode]
            log.warning("refused by WeChat", errcode=errcode, why=why, template=template, key=key)
            raise ChannelRefused(why)
        if errcode != 0:
            raise ChannelAway(f"wechat {errcode}")

    async def _told(self, request: dict[str, Any]) -> int:
        """WeChat's errcode; a token that ended before its time is renewed once."""
        errcode = 0
        for _ in range(TRIES):
            errcode = await self._asked(request)
            if errcode not in TOKEN_ENDED:
                break
            self.token.forget()
        return errcode

    async def _asked(self, request: dict[str, Any]) -> int:
        try:
            async with aiohttp.ClientSession(timeout=SECONDS) as session:
                path = f"{self.token.address}/cgi-bin/message/subscribe/send"
                given = {"access_token": await self.token.get(session)}
                async with session.post(
                    path, params=given, json=request, allow_redirects=False
                ) as answer:
                    return _errcode(answer.status, await whole(answer, LARGEST_ANSWER))
        except (aiohttp.ClientError, TimeoutError, NoToken) as fault:
            raise ChannelAway(f"wechat {type(fault).__name__}") from None


def _request(openid: str, message: Message, state: State) -> dict[str, Any]:
    subscription, values = message
    return {
        "touser": openid,
        "template_id": subscription.template_id,
        "page": subscription.page,
        "miniprogram_state": state,
        "lang": "zh_CN",
        "data": {name: {"value": value} for name, value in values.items()},
    }


def _errcode(status: int, content: bytes) -> int:
    try:
        told: Any = orjson.loads(content)
    except ValueError:
        raise ChannelAway(f"wechat status {status}") from None
    errcode = told.get("errcode") if isinstance(told, dict) else None
    if not isinstance(errcode, int):
        raise ChannelAway(f"wechat status {status}")
    return errcode
