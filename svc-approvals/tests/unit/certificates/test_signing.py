"""Signatures are ours, of this certificate, and break with the first changed letter."""

from base64 import urlsafe_b64encode

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from hypothesis import given
from hypothesis import strategies as st

from svc_approvals.use_cases.certificates.signing import Signer, joined, key_id_of

PAYLOAD = {"jti": "1", "data": {"area": 36.5, "名称": "小张理发店"}}


def pem_of(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


OLD, NEW = (pem_of(Ed25519PrivateKey.generate()) for _ in range(2))


def test_what_was_signed_is_read_back_and_anybody_can_check_it_with_the_published_key() -> None:
    signer = Signer(NEW)
    token = joined(PAYLOAD, signer.sign(PAYLOAD))

    assert signer.read(token) == PAYLOAD
    (published,) = signer.key_set()["keys"]
    key = jwt.PyJWK.from_dict(published)
    assert jwt.get_unverified_header(token)["kid"] == published["kid"]
    assert jwt.PyJWS().decode(token, key, algorithms=["EdDSA"])


def test_after_a_rotation_old_signatures_hold_and_new_ones_have_the_new_key() -> None:
    before, after = Signer(OLD), Signer(OLD + NEW)
    old = before.sign(PAYLOAD)

    assert after.holds(PAYLOAD, old)
    assert key_id_of(after.sign(PAYLOAD)) == Signer(NEW).key_set()["keys"][0]["kid"]
    assert len(after.key_set()["keys"]) == 2


def test_a_changed_payload_a_foreign_key_and_other_algorithms_are_not_ours() -> None:
    signer = Signer(NEW)
    detached = signer.sign(PAYLOAD)

    assert not signer.holds({**PAYLOAD, "jti": "2"}, detached)
    assert Signer(OLD).read(joined(PAYLOAD, detached)) is None
    kid = key_id_of(detached)
    for token in (
        jwt.encode(PAYLOAD, "", "none", {"kid": kid, "typ": "certificate+jws"}),
        jwt.encode(PAYLOAD, "x" * 32, "HS256", {"kid": kid, "typ": "certificate+jws"}),
        "a.b.c",
        "",
        urlsafe_b64encode(b"{}").decode() + "..",
    ):
        assert signer.read(token) is None


def test_a_token_of_another_kind_with_our_key_is_not_a_certificate() -> None:
    signer, key = Signer(NEW), NEW.decode()
    kid = signer.key_set()["keys"][0]["kid"]

    assert signer.read(jwt.encode({"sub": "1"}, key, "EdDSA", {"kid": kid})) is None


@given(st.text(max_size=200))
def test_any_text_is_answered_and_never_a_fault(text: str) -> None:
    assert Signer(NEW).read(text) is None


def test_unusable_keys_are_refused_at_the_start() -> None:
    other = generate_private_key(SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )

    for pem in (b"", b"nothing", other):
        with pytest.raises(ValueError, match="certificate key"):
            Signer(pem)
