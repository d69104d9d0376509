"""Codes that open the mini-program: ordinary ones here, WeChat's own by its interface."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree as ET

import httpx2
import orjson
import pytest
from aiohttp import web
from gateway_asking import as_, slug_of
from gateway_operators import somebody_outside

from gateway.adapters.scene_codes import SceneCodesAway, WxaCodes
from gateway.domain.scene_codes import SceneCode

Gateway = httpx2.AsyncClient
CODES = "/api/v1/kiosks/codes"
JPEG = b"\xff\xd8\xff\xe0 a round code"
CODE = SceneCode("5f2b8c1d9e7a4f60b3c2d1e0f9a8b7c6", side=200)
Said = list[tuple[str, dict[str, Any]]]


async def asked(gateway: Gateway, login: str, **body: Any) -> httpx2.Response:
    headers = await as_(gateway, login) | {"Idempotency-Key": str(uuid4())}
    return await gateway.post(CODES, json={"scene": CODE.scene, **body}, headers=headers)


async def test_a_kiosk_gets_the_code_of_its_session_as_points_or_as_shapes(
    gateway: Gateway,
) -> None:
    points = await asked(gateway, "kiosk1", side=430)
    assert (points.status_code, points.headers["content-type"]) == (200, "image/png")
    assert points.headers["cache-control"] == "no-store"
    width, height = (int.from_bytes(points.content[at : at + 4], "big") for at in (16, 20))
    assert width == height
    assert 300 < width <= 430

    shapes = await asked(gateway, "kiosk1", format="svg")
    assert shapes.headers["content-type"] == "image/svg+xml"
    assert ET.fromstring(shapes.content).tag.endswith("svg")  # noqa: S314  our own
    other = await asked(gateway, "kiosk1", format="svg", scene="a=1&b=2")
    assert other.content != shapes.content


async def test_who_stands_at_a_window_draws_codes_of_pages_and_a_citizen_does_not(
    gateway: Gateway,
) -> None:
    matter = {"page": "pages/guide/guide", "scene": "HC-YJS-0001"}
    assert (await asked(gateway, "window1", **matter)).status_code == 200
    refused = await asked(gateway, "zhang", **matter)
    assert (refused.status_code, slug_of(refused)) == (403, "role-missing")


@pytest.mark.parametrize(
    "wrong",
    [{"scene": "x" * 33}, {"scene": "理发店"}, {"scene": ""}, {"page": "/pages/a"},
     {"page": "pages/a?b=1"}, {"side": 5000}],
)  # fmt: skip
async def test_what_no_code_may_carry_is_refused(gateway: Gateway, wrong: dict[str, Any]) -> None:
    assert (await asked(gateway, "admin", **wrong)).status_code == 422


@asynccontextmanager
async def a_wechat(*answers: bytes) -> AsyncIterator[tuple[WxaCodes, Said]]:
    """WeChat, which gives tokens and these answers to who asks for a code, and what it was said."""
    said: Said = []
    left = list(answers)

    async def answer(request: web.Request) -> web.Response:
        said.append((request.path_qs, await request.json()))
        token = {"access_token": f"t{len(said)}", "expires_in": 7200}
        return web.Response(body=orjson.dumps(token) if "token" in request.path else left.pop(0))

    async with somebody_outside(answer) as address:
        yield WxaCodes("app", "secret", address=address), said


async def test_wechat_is_asked_with_its_token_once_and_for_what_it_allows() -> None:
    async with a_wechat(JPEG, JPEG) as (codes, said):
        drawn = [await codes.draw(CODE, "svg") for _ in range(2)]

    assert {(one.media_type, one.content) for one in drawn} == {("image/jpeg", JPEG)}
    (token, (path, wished), (second, _)) = said
    assert token[1] == {"grant_type": "client_credential", "appid": "app", "secret": "secret"}
    assert path == second == "/wxa/getwxacodeunlimit?access_token=t1"
    assert wished == {
        "scene": CODE.scene, "page": "pages/kiosk/kiosk", "env_version": "release",
        "check_path": True, "width": 280,
    }  # fmt: skip


async def test_a_token_that_ended_early_is_asked_for_again_once() -> None:
    ended = orjson.dumps({"errcode": 40001, "errmsg": "invalid credential"})
    async with a_wechat(ended, JPEG) as (codes, said):
        assert (await codes.draw(CODE, "png")).content == JPEG
    assert [path.partition("?")[0] for path, _ in said] == [
        "/cgi-bin/stable_token", "/wxa/getwxacodeunlimit",
    ] * 2  # fmt: skip
    async with a_wechat(ended, ended) as (codes, _):
        with pytest.raises(SceneCodesAway):
            await codes.draw(CODE, "png")


@pytest.mark.parametrize("answer", [b'{"errcode":45009,"errmsg":"quota"}', b"<html>", b"[]"])
async def test_a_refusal_or_nonsense_of_wechat_is_told_as_away(answer: bytes) -> None:
    async with a_wechat(answer) as (codes, _):
        with pytest.raises(SceneCodesAway):
            await codes.draw(CODE, "png")


async def test_a_wechat_nobody_reaches_is_told_as_away() -> None:
    with pytest.raises(SceneCodesAway):
        await WxaCodes("app", "secret", address="http://127.0.0.1:9").draw(CODE, "png")
