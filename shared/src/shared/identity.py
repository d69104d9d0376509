"""Who is calling: internal tokens of the gateway, and nothing else.

The gateway verifies the outside token and gives each service an Ed25519 token
of 60 seconds for that service alone. A request without one is refused even
from localhost; anonymous callers are given one too.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, ClassVar, cast
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from fastapi import Depends, Request

from shared.refusals import Forbidden, Unauthenticated

ISSUER = "yangguang-gateway"
LIFETIME = timedelta(seconds=60)
REMEMBERED_TOKENS = 10_000
ALGORITHM = "EdDSA"
CALLER = "yangguang.caller"  # in the scope of a request


class InternalTokenInvalid(Unauthenticated):
    """内部令牌无效。"""

    advice = "请经由统一网关访问。"


@dataclass(eq=False)
class RoleMissing(Forbidden):
    """当前账号没有办理此操作的角色。"""

    advice: ClassVar[str] = "此操作需要以下角色之一：{needed}。请换用有该角色的账号。"
    needed: str


@dataclass(frozen=True, slots=True)
class Caller:
    """The account behind a request; ``subject`` is its one key everywhere."""

    subject: str
    kind: str
    name_masked: str = ""
    roles: frozenset[str] = frozenset()
    organ_id: UUID | None = None
    region_code: str = ""
    staff_no: str = ""
    device_id: str = ""
    acting_for: str = ""

    @property
    def is_anonymous(self) -> bool:
        """Nobody has logged in."""
        return self.kind == "anonymous"

    @property
    def subject_id(self) -> UUID:
        """The account's id; anonymous callers have none and are refused."""
        if self.is_anonymous:
            raise Unauthenticated
        return UUID(self.subject)

    @property
    def organ(self) -> UUID:
        """The organ a member of staff acts for; others are refused."""
        if self.organ_id is None:
            raise RoleMissing(needed="staff")
        return self.organ_id


ANONYMOUS = Caller("anonymous", "anonymous")


class InternalIssuer:
    """Makes internal tokens; only the gateway holds the private key."""

    def __init__(self, private_key_pem: bytes) -> None:
        self._key = cast("Ed25519PrivateKey", load_pem_private_key(private_key_pem, None))

    def mint(self, caller: Caller, audience: str, now: datetime) -> str:
        """A token for one service, good for 60 seconds."""
        claims = {
            "iss": ISSUER,
            "aud": audience,
            "iat": int(now.timestamp()),
            "exp": int((now + LIFETIME).timestamp()),
            "sub": caller.subject,
            "kind": caller.kind,
            "name_masked": caller.name_masked,
            "roles": sorted(caller.roles),
            "organ_id": str(caller.organ_id) if caller.organ_id else None,
            "region_code": caller.region_code,
            "staff_no": caller.staff_no,
            "device_id": caller.device_id,
            "acting_for": caller.acting_for,
        }
        return jwt.encode(claims, self._key, ALGORITHM)


class InternalVerifier:
    """Checks internal tokens for one service and remembers them until they expire."""

    def __init__(self, public_key_pem: bytes, audience: str) -> None:
        self._key = cast("Ed25519PublicKey", load_pem_public_key(public_key_pem))
        self._audience = audience
        self._known: OrderedDict[str, tuple[float, Caller]] = OrderedDict()

    def verify(self, token: str, now: datetime) -> Caller:
        """The caller a token speaks for; refused with InternalTokenInvalid."""
        known = self._known.get(token)
        if known is not None and known[0] > now.timestamp():
            return known[1]
        claims = self._claims(token)
        caller = _caller(claims)
        self._known[token] = (float(claims["exp"]), caller)
        if len(self._known) > REMEMBERED_TOKENS:
            self._known.popitem(last=False)
        return caller

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            return jwt.decode(
                token, self._key, algorithms=[ALGORITHM], audience=self._audience, issuer=ISSUER,
                options={"require": ["exp", "aud", "iss", "sub"]},
            )  # fmt: skip
        except jwt.PyJWTError as fault:
            raise InternalTokenInvalid from fault


def _caller(claims: dict[str, Any]) -> Caller:
    organ_id = claims.get("organ_id")
    plain = {
        name: claims.get(name) or ""
        for name in ("name_masked", "region_code", "staff_no", "device_id", "acting_for")
    }
    return Caller(
        subject=claims["sub"],
        kind=claims["kind"],
        roles=frozenset(claims.get("roles", ())),
        organ_id=UUID(organ_id) if organ_id else None,
        **plain,
    )


def caller_of(request: Request) -> Caller:
    """The caller of a request, verified once."""
    known: Caller | None = request.scope.get(CALLER)
    if known is None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise InternalTokenInvalid
        verifier: InternalVerifier = request.app.state.verifier
        known = verifier.verify(token, request.app.state.now())
        request.scope[CALLER] = known
    return known


async def any_caller(request: Request) -> Caller:
    """Whoever calls, known or not. (FastAPI sends a plain function to a thread.)"""
    return caller_of(request)


async def logged_in(request: Request) -> Caller:
    """A caller who has logged in; refused with Unauthenticated."""
    caller = caller_of(request)
    if caller.is_anonymous:
        raise Unauthenticated
    return caller


def role(*roles: str) -> Callable[[Request], Awaitable[Caller]]:
    """A dependency: a caller who has one of the roles; refused with RoleMissing."""

    async def with_role(request: Request) -> Caller:
        caller = await logged_in(request)
        if not caller.roles & frozenset(roles):
            raise RoleMissing(needed="、".join(roles))
        return caller

    return with_role


AnyCaller = Annotated[Caller, Depends(any_caller)]
LoggedIn = Annotated[Caller, Depends(logged_in)]
