"""Access tokens of the embedded issuer (after RFC 9068): ES256, short-lived, with the roles."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, cast
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from jwt.algorithms import ECAlgorithm

from gateway.domain.accounts import Account

ALGORITHM = "ES256"
TOKEN_TYPE = "at+jwt"  # noqa: S105 - the name of a kind of token
ISSUER = "yangguang-embedded"
AUDIENCE = "yangguang"


@dataclass(frozen=True, slots=True)
class AccessTokens:
    """Makes access tokens with the embedded issuer's key."""

    key: EllipticCurvePrivateKey
    lifetime: timedelta

    @classmethod
    def of(cls, private_key_pem: str, lifetime: timedelta) -> "AccessTokens":
        """With the key of a PEM text."""
        key = load_pem_private_key(private_key_pem.encode(), None)
        return cls(cast("EllipticCurvePrivateKey", key), lifetime)

    @property
    def kid(self) -> str:
        """The id of the key."""
        public = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return sha256(public).hexdigest()[:16]

    def mint(self, account: Account, session_id: UUID, now: datetime) -> str:
        """A token for one account, good for a short while."""
        claims = {
            **account.claims(),
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sid": str(session_id),
            "iat": now.timestamp(),
            "exp": int((now + self.lifetime).timestamp()),
        }
        headers = {"kid": self.kid, "typ": TOKEN_TYPE}
        return jwt.encode(claims, self.key, ALGORITHM, headers)

    def published_keys(self) -> dict[str, Any]:
        """The public key as a JWKS (RFC 7517)."""
        key: dict[str, Any] = ECAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**key, "kid": self.kid, "use": "sig", "alg": ALGORITHM}]}
