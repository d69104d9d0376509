"""Subscription messages of the mini-program: `message/subscribe/send` of WeChat.

Fields and errcodes after developers.weixin.qq.com, 发送订阅消息 (sendMessage).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import aiohttp
import structlog

from gateway.adapters.channels import ChannelAway, ChannelRefused, MessageDeclined, told
from gateway.adapters.wechat_token import TOKEN_ENDED, NoToken, StableToken
from gateway.adapters.whole import whole
from gateway.domain.messages import Outgoing
from gateway.domain.subscriptions import Subscription

log = structlog.get_logger("channels")

SECONDS = aiohttp.ClientTimeout(total=5, connect=2)
LARGEST_ANSWER = 64 * 1024
TRIES = 2
REFUSALS: Mapping[int, str] = {
    43101: "the person did not subscribe, or no longer does",
    40003: "no such person in this program",
    47003: "the fields do not fit the template",
}

TEMPLATE_WRONG = frozenset({40037, 41030})  # its id, its page: until somebody sets them right

State = Literal["formal", "trial", "developer"]


@dataclass(frozen=True, slots=True)
class SubscriptionChannel:
    """Sends what there is a template for; the address is an openid."""

    token: StableToken
    subscriptions: Mapping[str, Subscription]  # by the template of ours they stand for
    state: State = "formal"

    async def send(self, address: str, message: Outgoing) -> None:
        """Send; ChannelRefused without a template, or when WeChat refuses it for good."""
        subscription = self.subscriptions.get(message.template)
        if subscription is None:
            log.warning("no template of the mini-program", template=message.template)
            raise ChannelRefused("no template")
        values = subscription.values_of(message.parameters)
        errcode = await self._told(_request(address, subscription, values, self.state))
        if errcode in REFUSALS:
            log.warning(
                "refused by WeChat", errcode=errcode, why=REFUSALS[errcode],
                template=message.template, key=message.key,
            )  # fmt: skip
            raise ChannelRefused(REFUSALS[errcode])
        if errcode in TEMPLATE_WRONG:
            raise MessageDeclined(f"wechat {errcode}")
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


def _request(
    openid: str, subscription: Subscription, values: Mapping[str, str], state: State
) -> dict[str, Any]:
    return {
        "touser": openid,
        "template_id": subscription.template_id,
        "page": subscription.page,
        "miniprogram_state": state,
        "lang": "zh_CN",
        "data": {name: {"value": value} for name, value in values.items()},
    }


def _errcode(status: int, content: bytes) -> int:
    errcode = told("wechat", status, content).get("errcode")
    if not isinstance(errcode, int):
        raise ChannelAway(f"wechat status {status}")
    return errcode
