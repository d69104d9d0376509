from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx2
import jwt
import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from gateway_asking import a_connection, bearing, slug_of
from gateway_building import a_gateway, free_port, served
from jwt.algorithms import ECAlgorithm

from gateway.domain.access_tokens import ISSUER as OURS
from gateway.settings import GatewaySettings

KEY = generate_private_key(SECP256R1())
ISSUER = "https://id.example"


async def published_keys(scope: Any, receive: Any, send: Any) -> None:
    """An issuer's JWKS, as plain ASGI."""
    if scope["type"] == "lifespan":
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": f"{message['type']}.complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    key = {**ECAlgorithm.to_jwk(KEY.public_key(), as_dict=True), "kid": "1", "use": "sig"}
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": orjson.dumps({"keys": [key]})})


def a_token(subject: str, **others: Any) -> dict[str, str]:
    now = int(datetime.now(UTC).timestamp())
    claims = {"iss": ISSUER, "aud": "yangguang", "sub": subject, "iat": now, "exp": now + 300}
    token = jwt.encode(claims | others, KEY, "ES256", {"kid": "1"})
    return {"Authorization": f"Bearer {token}"}


def with_issuer(settings: GatewaySettings, address: str) -> GatewaySettings:
    told = {"identity": "oidc", "oidc_issuer": ISSUER, "oidc_jwks_url": address}
    return settings.model_copy(update=told)


@pytest.fixture
async def gateway(settings: GatewaySettings) -> AsyncIterator[httpx2.AsyncClient]:
    async with (
        served(published_keys) as issuer,
        a_gateway(with_issuer(settings, f"{issuer.address}/jwks")) as client,
    ):
        yield client


async def test_a_newcomer_from_the_outside_is_a_citizen_and_stays_the_same(
    gateway: httpx2.AsyncClient,
) -> None:
    first = await gateway.get("/api/v1/me", headers=a_token("u1"))
    again = await gateway.get("/api/v1/me", headers=a_token("u1"))
    assert first.json()["account_id"] == again.json()["account_id"]
    assert first.json()["roles"] == ["citizen"]


async def test_roles_a_token_claims_for_itself_count_for_nothing(
    gateway: httpx2.AsyncClient,
) -> None:
    claims = {"roles": ["admin"], "kind": "staff", "organ_id": "1"}
    me = await gateway.get("/api/v1/me", headers=a_token("u2", **claims))
    assert (me.json()["roles"], me.json()["kind"]) == (["citizen"], "person")


async def test_a_bound_subject_is_the_account_of_the_directory(
    gateway: httpx2.AsyncClient, settings: GatewaySettings
) -> None:
    async with a_connection(settings) as connection:
        await connection.execute(
            "UPDATE account SET outside_subject = 'u3' WHERE login = 'approver-wjj'"
        )
    me = await gateway.get("/api/v1/me", headers=a_token("u3"))
    assert (me.json()["roles"], me.json()["staff_no"]) == (["approver"], "HC-WJJ-001")


async def test_the_mini_program_has_sessions_of_our_own_beside_the_issuer(
    gateway: httpx2.AsyncClient,
) -> None:
    tokens = await gateway.post("/api/v1/auth/wechat", json={"code": "wx-zhang"})
    me = await gateway.get("/api/v1/me", headers=bearing(tokens))
    assert me.json()["name"] == "张三"
    form = {"grant_type": "refresh_token", "refresh_token": tokens.json()["refresh_token"]}
    renewed = await gateway.post("/api/v1/auth/token", data=form)
    assert (await gateway.get("/api/v1/me", headers=bearing(renewed))).status_code == 200
    (key,) = (await gateway.get("/.well-known/jwks.json")).json()["keys"]
    assert key["alg"] == "ES256"


async def test_an_outside_token_that_names_us_as_its_issuer_is_refused(
    gateway: httpx2.AsyncClient,
) -> None:
    for claims in ({"iss": OURS}, {"iss": ""}, {"iss": "https://elsewhere.example"}):
        answer = await gateway.get("/api/v1/me", headers=a_token("u4", **claims))
        assert (answer.status_code, slug_of(answer)) == (401, "token-refused")


async def test_an_issuer_that_is_away_is_told_and_public_pages_stay(
    settings: GatewaySettings,
) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/jwks"
    async with a_gateway(with_issuer(settings, nowhere)) as gateway:
        answer = await gateway.get("/api/v1/me", headers=a_token("u1"))
        assert (answer.status_code, slug_of(answer)) == (503, "identity-provider-away")
        assert (await gateway.get("/api/v1/organs")).status_code == 200
