"""Subscription messages, against a WeChat that gives tokens and answers as told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from gateway_operators import outgoing, somebody_outside
from structlog.testing import capture_logs

from gateway.adapters.channels import ChannelAway, ChannelRefused, MessageDeclined
from gateway.adapters.subscription_messages import SubscriptionChannel
from gateway.adapters.wechat_token import StableToken
from gateway.domain.subscriptions import Subscription

SEND = "/cgi-bin/message/subscribe/send"
TOKEN = "/cgi-bin/stable_token"
Said = list[tuple[str, dict[str, Any]]]


@asynccontextmanager
async def a_wechat(*errcodes: Any) -> AsyncIterator[tuple[SubscriptionChannel, Said]]:
    """WeChat, which answers sendings so, one after the other; and what it was said."""
    said: Said = []
    left = list(errcodes)

    async def answer(request: web.Request) -> web.Response:
        said.append((request.path_qs, await request.json()))
        if request.path == TOKEN:
            return web.json_response({"access_token": f"t{len(said)}", "expires_in": 7200})
        return web.json_response({"errcode": left.pop(0), "errmsg": "…"})

    async with somebody_outside(answer) as address:
        yield a_channel(address), said


def a_channel(address: str) -> SubscriptionChannel:
    issued = Subscription("T1", "pages/track/track", {"character_string1": "{case_no}"})
    return SubscriptionChannel(StableToken("app", "secret", address), {"case_issued": issued})


async def test_a_message_goes_by_its_template_and_the_token_is_asked_for_once() -> None:
    async with a_wechat(0, 0) as (channel, said):
        for key in ("k1", "k2"):
            await channel.send("openid-zhang", outgoing(key=key))
    assert [path for path, _ in said] == [TOKEN, *[f"{SEND}?access_token=t1"] * 2]
    assert said[1][1] == {
        "touser": "openid-zhang",
        "template_id": "T1",
        "page": "pages/track/track",
        "miniprogram_state": "formal",
        "lang": "zh_CN",
        "data": {"character_string1": {"value": "HC-2026-1"}},
    }


@pytest.mark.parametrize(
    ("errcode", "why"),
    [(43101, "did not subscribe"), (40003, "no such person"), (47003, "do not fit")],
)
async def test_what_wechat_refuses_for_good_is_refused_with_its_meaning(
    errcode: int, why: str
) -> None:
    async with a_wechat(errcode) as (channel, _):
        with capture_logs() as lines, pytest.raises(ChannelRefused, match=why):
            await channel.send("openid-zhang", outgoing())
    assert [(line["errcode"], line["template"]) for line in lines] == [(errcode, "case_issued")]
    assert "HC-2026-1" not in str(lines)
    assert "openid" not in str(lines)


@pytest.mark.parametrize("ended", [40001, 42001])
async def test_a_token_that_ended_is_renewed_once(ended: int) -> None:
    async with a_wechat(ended, 0) as (channel, said):
        await channel.send("openid-zhang", outgoing())
    assert [path for path, _ in said] == [
        TOKEN, f"{SEND}?access_token=t1", TOKEN, f"{SEND}?access_token=t3",
    ]  # fmt: skip
    async with a_wechat(ended, ended) as (channel, said):
        with pytest.raises(ChannelAway, match=str(ended)):
            await channel.send("openid-zhang", outgoing())
    assert len(said) == 4


@pytest.mark.parametrize("errcode", [40037, 41030])
async def test_a_template_wrongly_set_is_tried_again_and_stops_no_other(errcode: int) -> None:
    async with a_wechat(errcode) as (channel, _):
        with pytest.raises(MessageDeclined):
            await channel.send("openid-zhang", outgoing())


@pytest.mark.parametrize("errcode", [-1, 45009, "no number"])
async def test_what_is_busy_is_tried_again(errcode: Any) -> None:
    async with a_wechat(errcode) as (channel, _):
        with pytest.raises(ChannelAway):
            await channel.send("openid-zhang", outgoing())


async def test_a_message_without_a_template_is_refused_and_nobody_is_asked() -> None:
    async with a_wechat() as (channel, said):
        with pytest.raises(ChannelRefused, match="no template"):
            await channel.send("openid-zhang", outgoing(template="policies_lost"))
    assert said == []


async def test_a_wechat_that_gives_no_token_or_is_away_is_tried_again() -> None:
    async def answer(request: web.Request) -> web.Response:
        await request.read()
        return web.json_response({"errcode": 40125, "errmsg": "invalid appsecret"})

    async with somebody_outside(answer) as address:
        with pytest.raises(ChannelAway, match="NoToken"):
            await a_channel(address).send("openid-zhang", outgoing())
    with pytest.raises(ChannelAway):
        await a_channel("http://127.0.0.1:9").send("openid-zhang", outgoing())
