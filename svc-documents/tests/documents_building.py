"""Builders for the tests of svc-documents: a running service, its callers, and documents."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4, uuid5

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

from shared.database import Pool, UnitOfWork, open_pool
from shared.identity import ANONYMOUS, Caller, InternalIssuer
from shared.ids import new_id
from shared.relay import Announcements
from shared.working import Bench
from svc_documents.domain.documents.documents import Document, Elements
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Force
from svc_documents.domain.texts.blocks import plain_of
from svc_documents.domain.texts.markdown import structured_markdown
from svc_documents.domain.texts.numerals import in_chinese
from svc_documents.settings import DocumentsSettings
from svc_documents.use_cases.documents.entering import NewText, enter_document
from svc_documents.use_cases.library.demo_library import load_library
from yangguang_local.templates import FreshDatabase

AUDIENCE = "svc-documents"
REGION = "431202"
NAMESPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
PRIVATE_KEY = Ed25519PrivateKey.generate()
ISSUER = InternalIssuer(
    PRIVATE_KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
)
PUBLIC_KEY = PRIVATE_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
DEMO = Path(__file__).parents[1] / "demo"


def id_of(*words: str) -> UUID:
    """The same id for the same words."""
    return uuid5(NAMESPACE, "/".join(words))


def some_settings(
    dsn: str = "postgresql://nowhere", nats_url: str = "nats://127.0.0.1:1", **known: Any
) -> DocumentsSettings:
    """Settings made without an environment."""
    return DocumentsSettings(
        database_url=SecretStr(dsn),
        nats_url=nats_url,
        internal_public_key=PUBLIC_KEY.decode(),
        data_key=SecretStr(base64.b64encode(b"d" * 32).decode()),
        index_key=SecretStr(base64.b64encode(b"i" * 32).decode()),
        **known,
    )


def staff(role: str, organ: str = "xzsp", region: str = REGION) -> Caller:
    """A member of staff of an organ, the same account for the same words."""
    return Caller(
        str(id_of("staff", role, organ)), "staff", roles=frozenset({role}),
        organ_id=id_of("organ", organ), region_code=region, staff_no=f"HC-{organ.upper()}-{role}",
        name_masked="谢**",
    )  # fmt: skip


def a_person(name: str = "zhang") -> Caller:
    """A citizen with an account of their own."""
    return Caller(
        str(id_of("person", name)), "person", roles=frozenset({"citizen"}), name_masked="张*"
    )


def a_document(**known: Any) -> Document:
    """A published older paper that is in force."""
    elements = {name: known.pop(name) for name in list(known) if name in Elements.__slots__}
    about: dict[str, Any] = {
        "document_id": new_id(),
        "document_class": DocumentClass.LEGACY,
        "title": "湖南省人民政府关于加强乡村教师队伍建设的意见",
        "organ_name": "湖南省人民政府",
        "document_no": f"湘政发〔2019〕{uuid4().int % 90000 + 10}号",
        "elements": Elements(**{"issued_on": date(2019, 9, 27), **elements}),
        "force": Force(first=date(2019, 9, 27)),
    }
    return Document(**about | known)


def a_text(title: str = "通知", *paragraphs: str, **known: Any) -> NewText:
    """A text of plain paragraphs."""
    blocks = [{"kind": "paragraph", "text": one} for one in paragraphs or ("正文。",)]
    return NewText(title, blocks, "\n".join(one["text"] for one in blocks), **known)


def articles_to(last: int, **known: Any) -> NewText:
    """A text of so many articles, each of two clauses."""
    written = (f"第{in_chinese(n)}条 依法办理。\n\n不得收费。" for n in range(1, last + 1))
    blocks = structured_markdown("\n\n".join(("第一章 总则", *written)))
    return NewText("办法", blocks, plain_of(blocks), **known)


async def put_in_the_library(database: FreshDatabase) -> None:
    """The demo's library, as loading it leaves it."""
    pool = await open_pool(database.dsn, size=4, application="test")
    bench = Bench(AUDIENCE, "documents", pool, cast("Client", None), Announcements(pool))
    await load_library(bench.unit_of_work, DEMO)
    await pool.close()


@dataclass
class Documents:
    """A running service, asked in the names of its callers."""

    app: FastAPI
    settings: DocumentsSettings
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
        return Bench(AUDIENCE, "documents", self.pool, cast("Client", None), state.announcements)

    def set_clock(self, now: datetime, database: datetime | None = None) -> None:
        """It is another moment from now on; the database's clock may stand at yet another."""

        async def of_database(_: UnitOfWork) -> datetime:
            return database or now

        self.app.state.now, self.app.state.database_clock = lambda: now, of_database

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
            base_url="http://documents/api/v1",
            headers={"Authorization": f"Bearer {token}", **headers},
        )
        self._clients.append(client)
        return client

    async def close(self) -> None:
        """Let the clients go."""
        for client in self._clients:
            await client.aclose()

    async def enter(self, document: Document | None = None, *texts: NewText) -> Document:
        """A document is entered, published as it is."""
        document = document or a_document()
        return await self.enter_with(document, texts or (a_text(document.title),))

    async def enter_with(self, document: Document, texts: Sequence[NewText]) -> Document:
        """A document is entered with these texts, a stub with none."""
        async with self.bench.unit_of_work(self.now) as work:
            await enter_document(work, document, texts)
        return document

    async def told(self, subject: str) -> list[dict[str, Any]]:
        """The data of what was recorded under a subject, in order."""
        rows = await self.pool.fetch(
            "SELECT data FROM outbox JOIN journal USING (aggregate_id, sequence)"
            " WHERE subject = $1 ORDER BY position",
            subject,
        )
        return [row["data"] for row in rows]
