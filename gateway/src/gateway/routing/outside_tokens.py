"""Outside bearer tokens: one pinned algorithm, one issuer, one audience, keys by id.

RFC 8725 and ASVS 9.1: the token's own header chooses nothing but the key among
those we hold; `none`, HMAC and keys named inside a token are never considered.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import jwt
import structlog
from jwt.types import Options

from shared.refusals import Unauthenticated, Unavailable

log = structlog.get_logger("tokens")

REQUIRED: Options = {"require": ["exp", "iat", "iss", "aud", "sub"]}
ASK_AGAIN_AFTER_SECONDS = 30.0
GOOD_FOR_SECONDS = 600.0  # a key its issuer withdraws is trusted no longer than this

Clock = Callable[[], float]
now = time.monotonic


class TokenRefused(Unauthenticated):
    """登录凭证无效。"""

    advice = "请重新登录后再试。"


class TokenExpired(Unauthenticated):
    """登录已过期。"""

    advice = "请用 refresh_token 换取新的凭证，或重新登录。"


class TokenRevoked(Unauthenticated):
    """登录已被注销。"""

    advice = "该账号或会话已退出或停用，请重新登录；如有疑问请联系管理员。"


class Keys(Protocol):
    """Public keys by their id."""

    async def key(self, kid: str | None) -> Any:
        """The key of that id; None when there is none."""


class OneKey:
    """The embedded issuer's own key."""

    def __init__(self, key: Any) -> None:
        self._key = key

    async def key(self, kid: str | None) -> Any:
        """The one key, whatever it is called."""
        _ = kid
        return self._key


class RotatingKeys:
    """The keys an issuer publishes, asked for again now and then and for an unknown id.

    Not for every token: an issuer that is away, or an id that it does not know, is asked about
    again after half a minute. Keys that were once published stay good while it is away.
    """

    def __init__(
        self, fetch: Callable[[], Awaitable[Mapping[str, Any]]], algorithm: str, clock: Clock = now
    ) -> None:
        self._fetch = fetch
        self._algorithm = algorithm
        self._clock = clock
        self._keys: dict[str | None, Any] = {}
        self._asked_at = self._got_at = float("-inf")
        self._away: type[Unavailable] | None = None
        self._asking = asyncio.Lock()

    async def key(self, kid: str | None) -> Any:
        """The key of that id; refused with IdentityProviderAway while nobody can tell."""
        if self._is_to_ask(kid):
            async with self._asking:
                if self._is_to_ask(kid):
                    await self._ask()
        if kid not in self._keys and self._away is not None:
            raise self._away
        return self._keys.get(kid)

    def _is_to_ask(self, kid: str | None) -> bool:
        wanted = kid not in self._keys or self._clock() - self._got_at > GOOD_FOR_SECONDS
        return wanted and self._clock() - self._asked_at > ASK_AGAIN_AFTER_SECONDS

    async def _ask(self) -> None:
        try:
            found = _signing_keys(await self._fetch(), self._algorithm)
        except Unavailable as away:
            self._away = type(away)
            log.warning("issuer away", kept=len(self._keys))
        else:
            self._keys, self._away, self._got_at = found, None, self._clock()
        finally:
            self._asked_at = self._clock()


def _signing_keys(document: Mapping[str, Any], algorithm: str) -> dict[str | None, Any]:
    """The keys of a JWKS that are for signatures and for our algorithm; others are passed over."""
    keys: dict[str | None, Any] = {}
    for entry in document.get("keys") or []:
        if entry.get("use", "sig") != "sig" or entry.get("alg", algorithm) != algorithm:
            continue
        try:
            keys[entry.get("kid")] = jwt.PyJWK(entry, algorithm).key
        except (jwt.PyJWTError, ValueError, TypeError):
            continue
    return keys


@dataclass(frozen=True, slots=True)
class OutsideVerifier:
    """Verifies tokens of one issuer for one audience."""

    keys: Keys
    algorithm: str
    issuer: str
    audience: str
    token_type: str | None = None

    async def claims(self, token: str) -> dict[str, Any]:
        """The claims of a good token; refused with TokenExpired or TokenRefused."""
        try:
            header = jwt.get_unverified_header(token)
            self._check(header)
            key = await self.keys.key(header.get("kid"))
            if key is None:
                raise TokenRefused
            return jwt.decode(
                token,
                key,
                algorithms=[self.algorithm],
                audience=self.audience,
                issuer=self.issuer,
                options=REQUIRED,
            )
        except jwt.ExpiredSignatureError as fault:
            raise TokenExpired from fault
        except (jwt.PyJWTError, ValueError, TypeError) as fault:
            raise TokenRefused from fault

    def _check(self, header: Mapping[str, Any]) -> None:
        if header.get("alg") != self.algorithm:
            raise TokenRefused
        if self.token_type is not None and header.get("typ", "").lower() != self.token_type:
            raise TokenRefused


class Issuers:
    """The issuers whose tokens count, each verified by its own rules alone."""

    def __init__(self, *verifiers: OutsideVerifier) -> None:
        self._verifiers = {verifier.issuer: verifier for verifier in verifiers}

    async def claims(self, token: str) -> dict[str, Any]:
        """The claims of a good token; refused with TokenExpired or TokenRefused."""
        verifier = self._verifiers.get(_issuer_named_in(token))
        if verifier is None:
            raise TokenRefused
        return await verifier.claims(token)


def _issuer_named_in(token: str) -> str:
    """Whom a token names as its issuer; nothing is verified yet."""
    try:
        named = jwt.decode(token, options={"verify_signature": False}).get("iss")
    except (jwt.PyJWTError, ValueError, TypeError) as fault:
        raise TokenRefused from fault
    if not isinstance(named, str):
        raise TokenRefused
    return named
