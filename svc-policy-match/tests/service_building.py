"""Builders for the tests of svc-policy-match: a running service and its callers."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID, uuid5

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from fastapi import FastAPI
from nats.aio.client import Client
from pydantic import SecretStr

from shared.database import Pool
from shared.identity import ANONYMOUS, Caller, InternalIssuer
from shared.working import Bench
from svc_policy_match.settings import PoliciesSettings

AUDIENCE = "svc-policy-match"
REGION = "431202"
NAMESPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
PRIVATE_KEY = Ed25519PrivateKey.generate()
ISSUER = InternalIssuer(
    PRIVATE_KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
)
PUBLIC_KEY = PRIVATE_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)


def id_of(*words: str) -> UUID:
    """The same id for the same words."""
    return uuid5(NAMESPACE, "/".join(words))


def some_settings(
    dsn: str = "postgresql://nowhere", nats_url: str = "nats://127.0.0.1:1", **known: Any
) -> PoliciesSettings:
    """Settings made without an environment."""
    return PoliciesSettings(
        database_url=SecretStr(dsn),
        nats_url=nats_url,
        internal_public_key=PUBLIC_KEY.decode(),
        data_key=SecretStr(base64.b64encode(b"d" * 32).decode()),
        index_key=SecretStr(base64.b64encode(b"i" * 32).decode()),
        **known,
    )


def staff(role: str = "editor", organ: str = "scjg", region: str = REGION) -> Caller:
    """A member of staff of an organ, the same account for the same words."""
    return Caller(
        str(id_of("staff", role, organ)), "staff", roles=frozenset({role}),
        organ_id=id_of("organ", organ), region_code=region, staff_no=f"HC-{organ.upper()}-{role}",
        name_masked="唐**",
    )  # fmt: skip


def citizen(name: str = "zhang", kind: str = "person") -> Caller:
    """Somebody with an account: a person, or an enterprise."""
    role = "enterprise" if kind == "enterprise" else "citizen"
    return Caller(str(id_of("account", name)), kind, roles=frozenset({role}), name_masked="张*")


@dataclass
class Policies:
    """A running service, asked in the names of its callers."""

    app: FastAPI
    settings: PoliciesSettings
    _clients: list[httpx2.AsyncClient] = field(default_factory=list)

    @property
    def pool(self) -> Pool:
        """Its database."""
        pool: Pool = self.app.state.pool
        return pool

    @property
    def bench(self) -> Bench:
        """A bench without a broker."""
        state = self.app.state
        return Bench(AUDIENCE, "policies", self.pool, cast("Client", None), state.announcements)

    def set_clock(self, now: datetime) -> None:
        """It is another moment from now on."""
        self.app.state.now = lambda: now

    @property
    def now(self) -> datetime:
        """The moment it is."""
        now: datetime = self.app.state.now()
        return now

    def as_(self, caller: Caller = ANONYMOUS, **headers: str) -> httpx2.AsyncClient:
        """A client of the gateway's making; paths begin after /api/v1."""
        token = ISSUER.mint(caller, AUDIENCE, datetime.now(UTC))
        client = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(self.app),
            base_url="http://policies/api/v1",
            headers={"Authorization": f"Bearer {token}", **headers},
        )
        self._clients.append(client)
        return client

    async def close(self) -> None:
        """Let the clients go."""
        for client in self._clients:
            await client.aclose()

    async def told(self, subject: str) -> list[dict[str, Any]]:
        """The data of what was recorded under a subject, in order."""
        rows = await self.pool.fetch(
            "SELECT data FROM outbox JOIN journal USING (aggregate_id, sequence)"
            " WHERE subject = $1 ORDER BY position",
            subject,
        )
        return [row["data"] for row in rows]
