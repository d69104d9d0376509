"""Sign certificates as JWS (RFC 7515) with Ed25519, and check what claims to be signed by us.

Kept beside a certificate is the signature alone (header and signature, RFC 7515 appendix F):
the payload is what the row says, so a row that was changed no longer fits its signature.
"""

import binascii
import hashlib
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

import jwt
import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from jwt.algorithms import OKPAlgorithm

ALGORITHM = "EdDSA"
KIND = "certificate+jws"
PEM = re.compile(rb"-----BEGIN [A-Z ]+-----.+?-----END [A-Z ]+-----", re.DOTALL)


class Signer:
    """Signs with the newest key; checks with whichever the key id names."""

    def __init__(self, pem: bytes) -> None:
        """PEM blocks of Ed25519 keys, the newest last; ValueError says what is unusable."""
        keys = [load_pem_private_key(block, None) for block in PEM.findall(pem)]
        if not keys:
            raise ValueError("certificate key: no PEM block found")
        self._public: dict[str, Ed25519PublicKey] = {}
        for key in keys:
            if not isinstance(key, Ed25519PrivateKey):
                raise ValueError("certificate key: Ed25519 is wanted")  # noqa: TRY004 - a setting
            self._newest = key
            self._newest_id = thumbprint(key.public_key())
            self._public[self._newest_id] = key.public_key()

    def key_set(self) -> dict[str, Any]:
        """The public keys as a JWK set (RFC 7517), with which anybody can check."""
        return {
            "keys": [
                {**_jwk(key), "kid": key_id, "use": "sig", "alg": ALGORITHM}
                for key_id, key in self._public.items()
            ]
        }

    def sign(self, payload: Mapping[str, Any]) -> str:
        """The detached signature of a payload."""
        token = jwt.PyJWS().encode(
            canonical(payload), self._newest, ALGORITHM, {"kid": self._newest_id, "typ": KIND}
        )
        header, _, signature = token.split(".")
        return f"{header}..{signature}"

    def holds(self, payload: Mapping[str, Any], detached: str) -> bool:
        """Whether a payload is still what was signed."""
        return self.read(joined(payload, detached)) is not None

    def read(self, token: str) -> dict[str, Any] | None:
        """The payload of a compact JWS of ours; None when it is changed, or not ours."""
        try:
            header = jwt.get_unverified_header(token)
            key = self._public[header["kid"]]
            signed = jwt.PyJWS().decode(token, key, algorithms=[ALGORITHM])
            payload = orjson.loads(signed)
        except (jwt.PyJWTError, KeyError, ValueError, TypeError):
            return None
        return payload if isinstance(payload, dict) and header.get("typ") == KIND else None


def canonical(payload: Mapping[str, Any]) -> bytes:
    """The one spelling of a payload that is signed."""
    return orjson.dumps(payload, option=orjson.OPT_SORT_KEYS)


def joined(payload: Mapping[str, Any], detached: str) -> str:
    """The compact JWS of a payload and its detached signature."""
    header, _, signature = detached.partition("..")
    return f"{header}.{_encoded(canonical(payload))}.{signature}"


def key_id_of(detached: str) -> str:
    """Which key signed."""
    header = detached.partition("..")[0]
    try:
        told = json.loads(urlsafe_b64decode(header + "=" * (-len(header) % 4)))
    except (ValueError, binascii.Error):
        return ""
    return str(told.get("kid", ""))


def thumbprint(key: Ed25519PublicKey) -> str:
    """The id of a key: its JWK thumbprint (RFC 7638, 8037)."""
    needed = {name: _jwk(key)[name] for name in ("crv", "kty", "x")}
    return _encoded(hashlib.sha256(canonical(needed)).digest())


def _jwk(key: Ed25519PublicKey) -> dict[str, Any]:
    jwk = OKPAlgorithm.to_jwk(key, as_dict=True)
    return {name: jwk[name] for name in ("kty", "crv", "x")}


def _encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
