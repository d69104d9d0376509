"""Builders for the tests of svc-feedback: a running service, its callers, and closed cases."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

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

from shared.consumer import Consumer
from shared.database import Pool
from shared.events.approvals import CaseClosed
from shared.events.envelope import Envelope
from shared.identity import ANONYMOUS, Caller, InternalIssuer
from shared.working import Bench
from svc_feedback.events.reactions import reactions_to_cases
from svc_feedback.settings import Settings
from svc_feedback.use_cases.summaries import count_reviews

AUDIENCE = "svc-feedback"
MATTER = "HC-YJS-0001"
PRIVATE_KEY = Ed25519PrivateKey.generate()
ISSUER = InternalIssuer(
    PRIVATE_KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
)
PUBLIC_KEY = PRIVATE_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def some_settings(
    dsn: str = "postgresql://nowhere", nats_url: str = "nats://127.0.0.1:1"
) -> Settings:
    """Settings made without an environment."""
    return Settings(
        database_url=SecretStr(dsn),
        nats_url=nats_url,
        internal_public_key=PUBLIC_KEY.decode(),
        data_key=SecretStr(base64.b64encode(b"d" * 32).decode()),
        index_key=SecretStr(base64.b64encode(b"i" * 32).decode()),
    )


def a_person(**claims: Any) -> Caller:
    """A citizen with an account of their own."""
    return Caller(str(uuid4()), "person", roles=frozenset({"citizen"}), **claims)


def an_officer() -> Caller:
    """A member of staff, who is nobody's applicant."""
    return Caller(str(uuid4()), "staff", roles=frozenset({"window"}), organ_id=uuid4())


A_KIOSK = Caller("kiosk1", "device", roles=frozenset({"kiosk"}), device_id="kiosk1")


def a_closed_case(applicant: Caller | None = None, **known: Any) -> CaseClosed:
    """The end of a barber shop's case."""
    about: dict[str, Any] = {
        "case_id": uuid4(),
        "case_no": "43120220260105000017",
        "matter_code": MATTER,
        "matter_name": "我要开理发店",
        "applicant_id": UUID((applicant or a_person()).subject),
        "organ_ids": (uuid4(), uuid4()),
        "result": "approved",
        "channel": "web",
        "closed_at": datetime(2026, 1, 5, 1, 0, tzinfo=UTC),
    } | known
    return CaseClosed(**about)


def told(case: CaseClosed, sequence: int = 1) -> Envelope:
    """The fact as it travels."""
    return Envelope(
        uuid4(), case.subject, case.case_id, sequence, case.closed_at, case.model_dump(mode="json")
    )


@dataclass
class Feedback:
    """A running service, asked in the names of its callers."""

    app: FastAPI
    settings: Settings
    _clients: list[httpx2.AsyncClient] = field(default_factory=list)

    @property
    def pool(self) -> Pool:
        """Its database."""
        pool: Pool = self.app.state.pool
        return pool

    def as_(self, caller: Caller = ANONYMOUS, audience: str = AUDIENCE) -> httpx2.AsyncClient:
        """A client of the gateway's making."""
        token = ISSUER.mint(caller, audience, datetime.now(UTC))
        return self.client({"Authorization": f"Bearer {token}"})

    def client(self, headers: dict[str, str]) -> httpx2.AsyncClient:
        """A client with headers of its own."""
        transport = httpx2.ASGITransport(self.app)
        client = httpx2.AsyncClient(
            transport=transport, base_url="http://feedback", headers=headers
        )
        self._clients.append(client)
        return client

    async def close(self) -> None:
        """Let the clients go."""
        for client in self._clients:
            await client.aclose()

    @property
    def bench(self) -> Bench:
        """A bench without a broker."""
        state = self.app.state
        return Bench(AUDIENCE, "feedback", self.pool, cast("Client", None), state.announcements)

    def listener(self, client: Client | None = None) -> Consumer:
        """Our ear for cases; without a broker it can only be handed facts."""
        reactions = reactions_to_cases(self.app.state.office)
        return Consumer(AUDIENCE, "approvals.case", reactions, self.pool, cast("Client", client))

    async def hears(self, case: CaseClosed) -> None:
        """A case has ended."""
        await self.listener().take(told(case))

    async def token_of(self, applicant: Caller) -> str:
        """The token of the applicant's newest opportunity."""
        own = (await self.as_(applicant).get("/api/v1/reviews/opportunities")).json()
        token: str = own["items"][0]["token"]
        return token

    async def may_review(self, applicant: Caller | None = None, **known: Any) -> str:
        """A case has ended; the token of its opportunity."""
        applicant = applicant or a_person()
        await self.hears(a_closed_case(applicant, **known))
        return await self.token_of(applicant)

    async def announced(self) -> list[str]:
        """What was recorded to be told, in order."""
        rows = await self.pool.fetch(
            "SELECT subject FROM outbox JOIN journal USING (aggregate_id, sequence)"
            " ORDER BY position"
        )
        return [row["subject"] for row in rows]

    async def told(self, subject: str) -> list[dict[str, Any]]:
        """The data of what was recorded under a subject, in order."""
        rows = await self.pool.fetch(
            "SELECT data FROM outbox JOIN journal USING (aggregate_id, sequence)"
            " WHERE subject = $1 ORDER BY position",
            subject,
        )
        return [row["data"] for row in rows]

    async def counts(self) -> None:
        """What came is added to the counts, as the work process does it."""
        more = True
        while more:
            async with self.bench.unit_of_work() as work:
                more = await count_reviews(work)

    def later(self, span: timedelta) -> None:
        """Let the service's clock go on."""
        now = self.app.state.now() + span
        self.app.state.now = lambda: now


def an_answer(token: str, level: int = 5, **members: Any) -> dict[str, Any]:
    """What a reviewer sends."""
    return {"token": token, "submission_id": str(uuid4()), "level": level} | members
