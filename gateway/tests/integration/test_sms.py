"""SMS by the operator's HTTP interface, against an operator that checks what it is sent."""

from base64 import b64decode
from hashlib import md5
from typing import Any

import orjson
import pytest
from aiohttp import web
from gateway_operators import outgoing, somebody_outside
from structlog.testing import capture_logs

from gateway.adapters.channels import ChannelAway, ChannelRefused
from gateway.adapters.mas import MasAccount, MasChannel

SIGNED = ("ecName", "apId", "secretKey", "mobiles", "content", "sign", "addSerial")
NUMBER = "13800000001"


class Operator:
    """Takes what is signed with its customer's secret, and answers like this."""

    def __init__(self, code: str = "success") -> None:
        self.code = code
        self.taken: list[dict[str, Any]] = []

    async def answer(self, request: web.Request) -> web.Response:
        said = orjson.loads(b64decode(await request.read(), validate=True))
        signed = "".join(said[name] for name in SIGNED).encode()
        if request.path != "/sms/norsubmit" or said["secretKey"] != "secret":
            return self.told("InvalidUsrOrPwd")
        if said["mac"] != md5(signed, usedforsecurity=False).hexdigest():
            return self.told("IllegalMac")
        self.taken.append(said)
        return self.told(self.code)

    def told(self, code: str) -> web.Response:
        success = code == "success"
        return web.json_response({"msgGroup": "0927", "rspcod": code, "success": success})


def a_channel(address: str, secret: str = "secret") -> MasChannel:  # noqa: S107
    return MasChannel(MasAccount(address, "鹤城区政务服务中心", "hecheng", secret, "s1gN"))


async def test_the_operator_takes_a_message_that_is_signed() -> None:
    operator = Operator()
    async with somebody_outside(operator.answer) as address:
        await a_channel(address).send(NUMBER, outgoing("您的办件已办结。"))
    (taken,) = operator.taken
    assert (taken["mobiles"], taken["content"]) == (NUMBER, "您的办件已办结。")
    assert (taken["sign"], taken["addSerial"]) == ("s1gN", "")


@pytest.mark.parametrize("code", ["InvalidMessage", "InvalidMobile"])
async def test_what_the_operator_never_delivers_is_refused_and_logged_without_words(
    code: str,
) -> None:
    async with somebody_outside(Operator(code).answer) as address:
        with capture_logs() as lines, pytest.raises(ChannelRefused):
            await a_channel(address).send(NUMBER, outgoing("评价码 7K3M9Q2T"))
    assert [(line["code"], line["key"]) for line in lines] == [(code, "k")]
    assert "7K3M9Q2T" not in str(lines)
    assert NUMBER not in str(lines)


@pytest.mark.parametrize(
    "number", ["", "nobody", "13800000001,13800000002", "１３８０００００００１"]
)
async def test_what_is_no_number_is_refused_before_anybody_is_asked(number: str) -> None:
    operator = Operator()
    async with somebody_outside(operator.answer) as address:
        with pytest.raises(ChannelRefused):
            await a_channel(address).send(number, outgoing())
    assert operator.taken == []


async def test_a_wrong_secret_is_tried_again_since_ops_can_mend_it() -> None:
    async with somebody_outside(Operator().answer) as address:
        with pytest.raises(ChannelAway, match="InvalidUsrOrPwd"):
            await a_channel(address, "guessed").send(NUMBER, outgoing())


@pytest.mark.parametrize(
    "body", [b"<html>", b"[]", b"{}", b'{"rspcod":"success","success":false}', b'{"success":true}']
)
async def test_an_answer_nobody_understands_is_tried_again(body: bytes) -> None:
    async def answer(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(body=body)

    async with somebody_outside(answer) as address:
        with pytest.raises(ChannelAway, match="status 200"):
            await a_channel(address).send(NUMBER, outgoing())


async def test_an_answer_in_pieces_is_read_whole() -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        await request.read()
        response = web.StreamResponse()
        await response.prepare(request)
        for piece in (b'{"msgGroup":"1","rsp', b'cod":"success","success":true}'):
            await response.write(piece)
        return response

    async with somebody_outside(answer) as address:
        await a_channel(address).send(NUMBER, outgoing())


async def test_an_operator_nobody_reaches_is_tried_again() -> None:
    with pytest.raises(ChannelAway):
        await a_channel("http://127.0.0.1:9").send(NUMBER, outgoing())
