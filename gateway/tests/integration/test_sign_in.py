import asyncio
from typing import Any

import httpx2
import orjson
import pytest
from gateway_asking import a_connection, as_, bearing, log_in, renew, slug_of, told
from gateway_building import a_gateway, a_raw_server

from gateway.adapters.wechat import Code2Session, WechatAway, WechatCodeRefused
from gateway.settings import GatewaySettings

Gateway = httpx2.AsyncClient


async def test_a_citizen_logs_in_and_sees_who_they_are(gateway: Gateway) -> None:
    tokens = await log_in(gateway, "zhang")
    assert tokens.headers["cache-control"] == "no-store"
    assert tokens.json()["token_type"] == "Bearer"

    me = await gateway.get("/api/v1/me", headers=bearing(tokens))
    assert me.headers["cache-control"] == "private, no-store"
    assert me.json() | {"account_id": ""} == {
        "account_id": "",
        "kind": "person",
        "name": "张三",
        "name_masked": "张*",
        "roles": ["citizen"],
        "region_code": "431202",
        "organ_id": None,
        "staff_no": "",
        "contacts": [{"kind": "sms", "address_masked": "138****0001", "preferred": False}],
    }


@pytest.mark.parametrize(
    "login",
    [
        "zhang", "li", "firm", "window1", "approver-scjg", "approver-scjg-2", "approver-wjj",
        "approver-wjj-2", "approver-cgj", "approver-swj", "approver-gaj", "approver-sthj", "editor",
        "registrar", "finance", "supervisor", "admin", "kiosk1",
    ],
)  # fmt: skip
async def test_every_demo_account_logs_in(gateway: Gateway, login: str) -> None:
    me = await gateway.get("/api/v1/me", headers=await as_(gateway, login))
    assert me.json()["roles"]
    assert bool(me.json()["staff_no"]) == (me.json()["kind"] == "staff")


async def test_without_a_token_there_is_no_me(gateway: Gateway) -> None:
    answer = await gateway.get("/api/v1/me")
    assert (answer.status_code, slug_of(answer)) == (401, "unauthenticated")
    answer = await gateway.get("/api/v1/me", headers={"Authorization": "Bearer x.y.z"})
    assert (answer.status_code, slug_of(answer)) == (401, "token-refused")
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_an_unknown_login_and_a_wrong_password_look_the_same(gateway: Gateway) -> None:
    wrong, unknown = await log_in(gateway, "zhang", "x"), await log_in(gateway, "nobody")
    assert wrong.status_code == unknown.status_code == 401
    assert slug_of(wrong) == slug_of(unknown) == "credentials-wrong"


async def test_after_five_wrong_tries_even_the_right_password_must_wait(gateway: Gateway) -> None:
    for _ in range(5):
        assert slug_of(await log_in(gateway, "li", "wrong")) == "credentials-wrong"

    locked = await log_in(gateway, "li")
    assert (locked.status_code, slug_of(locked)) == (429, "too-many-tries")
    assert 0 < int(locked.headers["retry-after"]) <= 60
    assert (await log_in(gateway, "zhang")).status_code == 200


async def test_a_key_for_repeating_keeps_no_token_and_no_password(
    gateway: Gateway, settings: GatewaySettings
) -> None:
    form, key = {"username": "zhang", "password": "demo"}, {"Idempotency-Key": "again"}
    first, second = [
        await gateway.post("/api/v1/auth/token", data=form, headers=key) for _ in range(2)
    ]

    assert first.json()["refresh_token"] != second.json()["refresh_token"]
    async with a_connection(settings) as connection:
        assert await connection.fetchval("SELECT count(*) FROM answered_request") == 0


async def test_a_right_password_wipes_the_slate(gateway: Gateway) -> None:
    for _ in range(2):
        for _ in range(4):
            await log_in(gateway, "li", "wrong")
        assert (await log_in(gateway, "li")).status_code == 200


async def test_tries_made_at_once_are_all_counted(gateway: Gateway) -> None:
    await asyncio.gather(*(log_in(gateway, "firm", "wrong") for _ in range(8)))
    assert slug_of(await log_in(gateway, "firm")) == "too-many-tries"


async def test_a_refresh_token_works_once_and_its_successor_after_it(gateway: Gateway) -> None:
    first = await log_in(gateway, "zhang")
    second = await renew(gateway, first.json()["refresh_token"])
    third = await renew(gateway, second.json()["refresh_token"])
    me = await gateway.get("/api/v1/me", headers=bearing(third))
    assert me.json()["name"] == "张三"


async def test_a_refresh_token_used_twice_ends_the_session_for_thief_and_owner(
    gateway: Gateway, settings: GatewaySettings
) -> None:
    first = await log_in(gateway, "zhang")
    second = await renew(gateway, first.json()["refresh_token"])

    stolen = await renew(gateway, first.json()["refresh_token"])
    assert (stolen.status_code, slug_of(stolen)) == (401, "refresh-reused")
    owner = await renew(gateway, second.json()["refresh_token"])
    assert (owner.status_code, slug_of(owner)) == (401, "refresh-refused")

    revoked = await told(settings, "identity.account.revoked.v1")
    assert [event["reason"] for event in revoked] == ["refresh_token_reused"]
    async with asyncio.timeout(5):  # every process asks for revocations once a second
        while (await gateway.get("/api/v1/me", headers=bearing(second))).status_code != 401:
            pass


async def test_of_two_who_renew_at_once_one_is_taken_for_a_thief(gateway: Gateway) -> None:
    tokens = (await log_in(gateway, "zhang")).json()["refresh_token"]
    answers = await asyncio.gather(*(renew(gateway, tokens) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401, 401]


async def test_logging_out_ends_the_session(gateway: Gateway, settings: GatewaySettings) -> None:
    tokens = (await log_in(gateway, "zhang")).json()
    form = {"token": tokens["refresh_token"]}
    assert (await gateway.post("/api/v1/auth/revoke", data=form)).status_code == 204
    assert (await gateway.post("/api/v1/auth/revoke", data={"token": "x"})).status_code == 204

    assert slug_of(await renew(gateway, tokens["refresh_token"])) == "refresh-refused"
    assert len(await told(settings, "identity.account.revoked.v1")) == 1


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"grant_type": "client_credentials"},
        {"username": "zhang"},
        {"grant_type": "refresh_token"},
        {"username": "zhang", "password": "demo", "roles": "admin"},
        {"username": "x" * 101, "password": "demo"},
    ],
)
async def test_an_incomplete_or_odd_form_is_refused_with_pointers(
    gateway: Gateway, form: dict[str, Any]
) -> None:
    answer = await gateway.post("/api/v1/auth/token", data=form)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"]


async def test_with_another_issuer_passwords_are_not_accepted(settings: GatewaySettings) -> None:
    oidc = settings.model_copy(
        update={
            "identity": "oidc",
            "oidc_issuer": "https://id",
            "oidc_jwks_url": "http://127.0.0.1:9",
        }
    )
    async with a_gateway(oidc) as gateway:
        answer = await log_in(gateway, "zhang")
        assert (answer.status_code, slug_of(answer)) == (403, "passwords-not-accepted")


async def test_a_mini_programs_user_logs_in_by_code(gateway: Gateway) -> None:
    bound = await gateway.post("/api/v1/auth/wechat", json={"code": "wx-zhang"})
    zhang = (await gateway.get("/api/v1/me", headers=bearing(bound))).json()
    assert zhang["name"] == "张三"
    assert {one["kind"] for one in zhang["contacts"]} == {"sms", "mini_program"}

    first = await gateway.post("/api/v1/auth/wechat", json={"code": "wx-newcomer"})
    again = await gateway.post("/api/v1/auth/wechat", json={"code": "wx-newcomer"})
    newcomers = [
        (await gateway.get("/api/v1/me", headers=bearing(tokens))).json()
        for tokens in (first, again)
    ]
    assert newcomers[0] == newcomers[1]
    assert newcomers[0]["roles"] == ["citizen"]
    assert newcomers[0]["contacts"] == [
        {"kind": "mini_program", "address_masked": "微信****omer", "preferred": False}
    ]

    refused = await gateway.post("/api/v1/auth/wechat", json={"code": "stolen"})
    assert (refused.status_code, slug_of(refused)) == (401, "wechat-code-refused")


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        ({"openid": "o1", "session_key": "k"}, "o1"),
        ({"errcode": 40029, "errmsg": "invalid code"}, WechatCodeRefused),
        ({"errcode": 40163, "errmsg": "code been used"}, WechatCodeRefused),
        ({"errcode": -1, "errmsg": "system error"}, WechatAway),
        (["no", "object"], WechatAway),
        ({}, WechatCodeRefused),
    ],
)
async def test_what_wechat_answers_is_understood(answered: Any, expected: Any) -> None:
    body = orjson.dumps(answered)

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()

    async with a_raw_server(answer) as address:
        wechat = Code2Session("app", "secret", address)
        if isinstance(expected, str):
            assert await wechat.openid("code") == expected
        else:
            with pytest.raises(expected):
                await wechat.openid("code")


async def test_wechat_that_is_away_is_told_as_such() -> None:
    with pytest.raises(WechatAway):
        await Code2Session("app", "secret", "http://127.0.0.1:9").openid("code")
