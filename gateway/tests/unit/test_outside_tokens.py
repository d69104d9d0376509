import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as rsa_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from gateway_building import Outside, a_doorkeeper, an_account
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from gateway.adapters.issuer_keys import IdentityProviderAway
from gateway.domain.access_tokens import AUDIENCE, ISSUER
from gateway.routing.outside_tokens import (
    ASK_AGAIN_AFTER_SECONDS,
    GOOD_FOR_SECONDS,
    OutsideVerifier,
    RotatingKeys,
    TokenExpired,
    TokenRefused,
    TokenRevoked,
)
from gateway.routing.revocations import Revocations, Revoked

Forge = Callable[[Outside, dict[str, Any]], str]


def claims(**others: Any) -> dict[str, Any]:
    now = int(datetime.now(UTC).timestamp())
    account = an_account("admin", kind="person", roles=("admin",))
    return {
        **account.claims(),
        "iss": ISSUER,
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + 600,
        **others,
    }


def signed(outside: Outside, told: dict[str, Any], **headers: Any) -> str:
    return jwt.encode(told, outside.key, "ES256", {"typ": "at+jwt", **headers})


def unsigned(_: Outside, told: dict[str, Any]) -> str:
    return jwt.encode(told, "", "none", {"typ": "at+jwt"})


def unsigned_in_capitals(_: Outside, told: dict[str, Any]) -> str:
    parts = [{"alg": "NONE", "typ": "at+jwt"}, told]
    return ".".join([*(_b64(json.dumps(part).encode()) for part in parts), ""])


def hmac_with_the_public_key(outside: Outside, told: dict[str, Any]) -> str:
    public = outside.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head = _b64(json.dumps({"alg": "HS256", "typ": "at+jwt"}).encode())
    body = _b64(json.dumps(told).encode())
    mac = hmac.new(public, f"{head}.{body}".encode(), hashlib.sha256).digest()
    return f"{head}.{body}.{_b64(mac)}"


def signed_by_a_stranger_who_names_his_key(_: Outside, told: dict[str, Any]) -> str:
    stranger = generate_private_key(SECP256R1())
    key = ECAlgorithm.to_jwk(stranger.public_key(), as_dict=True)
    return jwt.encode(told, stranger, "ES256", {"typ": "at+jwt", "jwk": key})


def of_another_type(outside: Outside, told: dict[str, Any]) -> str:
    return jwt.encode(told, outside.key, "ES256")


def with_the_roles_edited(outside: Outside, told: dict[str, Any]) -> str:
    head, _, mac = signed(outside, told | {"roles": ["citizen"]}).split(".")
    return f"{head}.{_b64(json.dumps(told).encode())}.{mac}"


def cut_short(outside: Outside, told: dict[str, Any]) -> str:
    return signed(outside, told)[:-4]


def rubbish(_: Outside, told: dict[str, Any]) -> str:
    return f"not.a.token{len(told)}"


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@pytest.mark.parametrize(
    "forge",
    [
        unsigned,
        unsigned_in_capitals,
        hmac_with_the_public_key,
        signed_by_a_stranger_who_names_his_key,
        of_another_type,
        with_the_roles_edited,
        cut_short,
        rubbish,
    ],
)
async def test_a_forged_token_is_refused(forge: Forge) -> None:
    outside = Outside()
    with pytest.raises(TokenRefused):
        await a_doorkeeper(outside).who(forge(outside, claims()))


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "somebody-else"},
        {"aud": None},
        {"iss": "https://evil.example"},
        {"iat": int(datetime.now(UTC).timestamp()) + 3600},
        {"nbf": int(datetime.now(UTC).timestamp()) + 3600},
        {"exp": "soon"},
        {"sub": 5},
    ],
)
async def test_a_token_with_a_wrong_claim_is_refused(wrong: dict[str, Any]) -> None:
    outside = Outside()
    with pytest.raises(TokenRefused):
        await a_doorkeeper(outside).who(signed(outside, claims(**wrong)))


@pytest.mark.parametrize("missing", ["exp", "iat", "iss", "aud", "sub"])
async def test_a_token_without_a_needed_claim_is_refused(missing: str) -> None:
    outside, told = Outside(), claims()
    del told[missing]
    with pytest.raises(TokenRefused):
        await a_doorkeeper(outside).who(signed(outside, told))


async def test_a_good_token_is_verified_once_and_refused_when_it_has_run_out() -> None:
    outside, later = Outside(), timedelta()
    keeper = a_doorkeeper(outside, clock=lambda: datetime.now(UTC) + later)
    token = signed(outside, claims())

    first = await keeper.who(token)
    assert await keeper.who(token) is first
    later = timedelta(minutes=11)
    with pytest.raises(TokenExpired):
        await keeper.who(token)
    with pytest.raises(TokenExpired):
        await keeper.who(signed(outside, claims(exp=1)))


async def test_a_badge_is_made_anew_twice_a_minute_and_for_each_service() -> None:
    outside, later = Outside(), timedelta()
    keeper = a_doorkeeper(outside, clock=lambda: datetime.now(UTC) + later)
    known = await keeper.who(signed(outside, claims()))

    badge = keeper.badge(known, "svc-approvals")
    assert keeper.badge(known, "svc-approvals") == badge
    assert keeper.badge(known, "svc-feedback") != badge
    later = timedelta(seconds=31)
    assert keeper.badge(known, "svc-approvals") != badge


async def test_a_revoked_session_is_refused_though_its_token_is_good() -> None:
    outside, session_id = Outside(), uuid4()
    account = an_account()
    revoked: list[Revoked] = []

    async def read() -> list[Revoked]:
        return revoked

    revocations = Revocations(read)
    keeper = a_doorkeeper(outside, revocations=revocations)
    token, other = outside.token_of(account, session_id), outside.token_of(account)
    assert (await keeper.who(token)).caller.subject == str(account.id)

    revoked.append(Revoked(account.id, session_id, datetime.now(UTC)))
    await revocations.refresh()
    with pytest.raises(TokenRevoked):
        await keeper.who(token)
    await keeper.who(other)


async def test_a_revoked_account_loses_all_its_tokens_but_may_log_in_again() -> None:
    outside, account = Outside(), an_account()
    old = outside.token_of(account)

    async def read() -> list[Revoked]:
        return [Revoked(account.id, None, datetime.now(UTC))]

    revocations = Revocations(read)
    await revocations.refresh()
    keeper = a_doorkeeper(outside, revocations=revocations)
    with pytest.raises(TokenRevoked):
        await keeper.who(old)
    await keeper.who(outside.token_of(account))


class Issuer:
    """Publishes keys, counts who asks, and may be away; and a clock that stands still."""

    def __init__(self, *keys: dict[str, Any]) -> None:
        self.keys, self.asked, self.away, self.now = [*keys], 0, False, 0.0

    async def fetch(self) -> dict[str, Any]:
        self.asked += 1
        if self.away:
            raise IdentityProviderAway
        return {"keys": [*self.keys, {"kty": "oct", "kid": "mac", "k": "AA"}, {"kid": "odd"}]}

    def verifier(self) -> OutsideVerifier:
        keys = RotatingKeys(self.fetch, "RS256", clock=lambda: self.now)
        return OutsideVerifier(keys, "RS256", "https://id", "yangguang")


TOLD = claims(iss="https://id", aud="yangguang")


async def test_an_issuers_keys_are_found_by_id_and_asked_for_again_when_they_rotate() -> None:
    old, new = rsa_key(65537, 2048), rsa_key(65537, 2048)
    issuer = Issuer(_jwk(old, "old"))
    verifier = issuer.verifier()
    assert (await verifier.claims(_rs256(TOLD, old, "old")))["sub"] == TOLD["sub"]

    issuer.keys = [_jwk(new, "new")]
    with pytest.raises(TokenRefused):  # asked a moment ago, so not again for every unknown key
        await verifier.claims(_rs256(TOLD, new, "new"))
    issuer.now += ASK_AGAIN_AFTER_SECONDS + 1
    assert (await verifier.claims(_rs256(TOLD, new, "new")))["sub"] == TOLD["sub"]
    with pytest.raises(TokenRefused):
        await verifier.claims(_rs256(TOLD, old, "old"))
    with pytest.raises(TokenRefused):
        await verifier.claims(hmac_with_the_public_key(Outside(), TOLD))
    assert issuer.asked == 2


async def test_a_key_its_issuer_withdrew_is_not_trusted_for_long() -> None:
    old, new = rsa_key(65537, 2048), rsa_key(65537, 2048)
    issuer = Issuer(_jwk(old, "old"))
    verifier = issuer.verifier()
    await verifier.claims(_rs256(TOLD, old, "old"))
    issuer.keys = [_jwk(new, "new")]
    issuer.now += GOOD_FOR_SECONDS + 1
    with pytest.raises(TokenRefused):
        await verifier.claims(_rs256(TOLD, old, "old"))


async def test_keys_nobody_can_read_are_passed_over_and_none_at_all_are_none() -> None:
    key = rsa_key(65537, 2048)
    issuer = Issuer(_jwk(key, "one"), {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"})
    verifier = issuer.verifier()
    assert await verifier.claims(_rs256(TOLD, key, "one"))
    issuer.keys = []
    issuer.now += GOOD_FOR_SECONDS + 1
    with pytest.raises(TokenRefused):
        await verifier.claims(_rs256(TOLD, key, "one"))


async def test_while_the_issuer_is_away_nobody_is_told_to_log_in_again() -> None:
    key, other = rsa_key(65537, 2048), rsa_key(65537, 2048)
    issuer = Issuer(_jwk(key, "one"))
    verifier, issuer.away = issuer.verifier(), True
    answers = await asyncio.gather(
        *(verifier.claims(_rs256(TOLD, key, "one")) for _ in range(5)), return_exceptions=True
    )
    assert {type(each) for each in answers} == {IdentityProviderAway}
    assert issuer.asked == 1

    issuer.away, issuer.now = False, ASK_AGAIN_AFTER_SECONDS + 1
    answers = await asyncio.gather(*(verifier.claims(_rs256(TOLD, key, "one")) for _ in range(5)))
    assert issuer.asked == 2

    issuer.away, issuer.now = True, issuer.now + GOOD_FOR_SECONDS + 1
    assert await verifier.claims(_rs256(TOLD, key, "one"))  # what was published stays good
    with pytest.raises(IdentityProviderAway):
        await verifier.claims(_rs256(TOLD, other, "two"))


def _jwk(key: Any, kid: str) -> dict[str, Any]:
    return {**RSAAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid, "use": "sig"}


def _rs256(told: dict[str, Any], key: Any, kid: str) -> str:
    return jwt.encode(told, key, "RS256", {"kid": kid})
