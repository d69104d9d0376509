"""The doorkeeper: who is at the door, and the badge with which each service knows them."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, Protocol
from uuid import UUID

from gateway.routing.outside_tokens import TokenExpired, TokenRevoked
from gateway.routing.revocations import Revocations
from shared.identity import ANONYMOUS, Caller, InternalIssuer

REMEMBERED = 10_000
LOOKED_AT_AGAIN_AFTER = 600.0  # seconds: keys are withdrawn, accounts of outside subjects change
BADGE_GOOD_FOR_SECONDS = 30.0

Recognise = Callable[[Mapping[str, Any]], Awaitable[Caller]]
Clock = Callable[[], datetime]


class Verifier(Protocol):
    """Tells what a token says, if it is a good one."""

    async def claims(self, token: str) -> dict[str, Any]:
        """The claims of a good token; refused with TokenExpired or TokenRefused."""


def present() -> datetime:
    """The moment it is."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Known:
    """A caller whose outside token was verified, and the badges made for them so far."""

    caller: Caller
    session: str = ""
    issued_at: float = 0.0
    expires_at: float = float("inf")
    verified_at: float = 0.0
    badges: dict[str, tuple[float, str]] = field(default_factory=dict)


def caller_of(claims: Mapping[str, Any]) -> Caller:
    """The caller whom verified claims of our own form describe (contracts.md 2)."""
    organ_id = claims.get("organ_id")
    return Caller(
        subject=str(claims["sub"]),
        kind=str(claims["kind"]),
        name_masked=claims.get("name_masked") or "",
        roles=frozenset(claims.get("roles") or ()),
        organ_id=UUID(organ_id) if organ_id else None,
        region_code=claims.get("region_code") or "",
        staff_no=claims.get("staff_no") or "",
        device_id=claims.get("device_id") or "",
    )


class Doorkeeper:
    """Verifies outside tokens once, remembers them until they run out, and hands out badges."""

    def __init__(
        self,
        verifier: Verifier,
        recognise: Recognise,
        revocations: Revocations,
        issuer: InternalIssuer,
        clock: Clock = present,
    ) -> None:
        self._verifier = verifier
        self._recognise = recognise
        self._revocations = revocations
        self._issuer = issuer
        self._clock = clock
        self._known: OrderedDict[bytes, Known] = OrderedDict()
        self.anybody = Known(ANONYMOUS)

    async def who(self, token: str | None) -> Known:
        """Who holds the token; nobody in particular without one.

        Refused with TokenRefused, TokenExpired or TokenRevoked: a bad token is
        never taken for no token.
        """
        if token is None:
            return self.anybody
        key = blake2b(token.encode("latin-1"), digest_size=32).digest()
        known = self._known.get(key)
        if known is None or self._is_old(known):
            known = await self._verified(key, token)
        if known.expires_at <= self._clock().timestamp():
            self._known.pop(key, None)
            raise TokenExpired
        if self._revocations.cover(known.caller.subject, known.session, known.issued_at):
            raise TokenRevoked
        return known

    def _is_old(self, known: Known) -> bool:
        return self._clock().timestamp() - known.verified_at > LOOKED_AT_AGAIN_AFTER

    async def _verified(self, key: bytes, token: str) -> Known:
        claims = await self._verifier.claims(token)
        known = Known(
            await self._recognise(claims),
            session=str(claims.get("sid", "")),
            issued_at=float(claims["iat"]),
            expires_at=float(claims["exp"]),
            verified_at=self._clock().timestamp(),
        )
        self._known[key] = known
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return known

    def badge(self, known: Known, audience: str) -> str:
        """The internal token with which a service knows the caller; made anew twice a minute."""
        now = self._clock()
        made_at, badge = known.badges.get(audience, (0.0, ""))
        if now.timestamp() - made_at > BADGE_GOOD_FOR_SECONDS:
            badge = self._issuer.mint(known.caller, audience, now)
            known.badges[audience] = (now.timestamp(), badge)
        return badge
