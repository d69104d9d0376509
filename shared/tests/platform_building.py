"""A service of nothing but notes, on the platform's own tables, for the tests of the platform."""

import asyncio
import base64
import itertools
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx2
import sqlalchemy as sa
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

from shared.database import Pool, UnitOfWork
from shared.edge import Work, edge_router
from shared.events.approvals import NodeClaimed
from shared.events.envelope import Envelope
from shared.identity import AnyCaller, Caller, InternalIssuer
from shared.migrations import engine_of
from shared.schema import NAMES, platform_functions, with_platform_tables
from shared.service import create_app
from shared.settings import ServiceSettings
from yangguang_local.databases import Databases

NAME = "notes"
NOUN = "approvals.case"
PRIVATE_KEY = Ed25519PrivateKey.generate()
ISSUER = InternalIssuer(
    PRIVATE_KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
)
PUBLIC_KEY = PRIVATE_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
WRITE = "INSERT INTO note (aggregate_id, sequence, text) VALUES ($1, $2, $3)"
_numbers = itertools.count(1)

metadata = with_platform_tables(sa.MetaData(naming_convention=NAMES))
sa.Table(
    "note", metadata,
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("aggregate_id", sa.Uuid, nullable=False),
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)  # fmt: skip


@dataclass(frozen=True)
class Platform:
    """A database with the platform's tables; `dsn` is the service's role."""

    database: str
    dsn: str
    owner_dsn: str


@asynccontextmanager
async def a_platform(databases: Databases) -> AsyncIterator[Platform]:
    """Make the database for the length of a block."""
    name = f"{NAME}_{os.getpid()}_{next(_numbers)}"
    await databases.ensure(NAME, database=name)
    dsn = databases.dsn(NAME, database=name)
    owner_dsn = databases.dsn(NAME, owner=True, database=name)
    engine = engine_of(owner_dsn)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
        for statement in platform_functions():
            await connection.exec_driver_sql(statement)
    await engine.dispose()
    yield Platform(name, dsn, owner_dsn)
    await databases.drop(name)


def a_fact(aggregate_id: UUID, text: str = "") -> NodeClaimed:
    """Something that is told of an aggregate."""
    return NodeClaimed(case_id=aggregate_id, node_key="n", staff_no=text)


async def record(pool: Pool, aggregate_id: UUID, *texts: str) -> None:
    """Record facts of one aggregate, each in a transaction of its own."""
    for text in texts:
        async with UnitOfWork(pool, datetime.now(UTC), actor="test") as work:
            await work.announce(aggregate_id, a_fact(aggregate_id, text))
            await work.commit()


def told(aggregate_id: UUID, sequence: int, text: str = "") -> Envelope:
    """A fact as it travels."""
    fact = a_fact(aggregate_id, text or str(sequence))
    data = fact.model_dump(mode="json")
    return Envelope(uuid4(), fact.subject, aggregate_id, sequence, datetime.now(UTC), data)


async def tell(client: Client, *envelopes: Envelope) -> None:
    """Publish past the stream's own eyes for doubles."""
    for one in envelopes:
        await client.jetstream().publish(one.subject, one.to_wire())


async def written(pool: Pool) -> list[tuple[UUID, int]]:
    """What reactions have noted, in order."""
    rows = await pool.fetch("SELECT aggregate_id, sequence FROM note ORDER BY position")
    return [(row["aggregate_id"], row["sequence"]) for row in rows]


async def until(holds: Callable[[], Awaitable[Any]], within: float = 15) -> None:
    """Wait for what other tasks bring about."""
    async with asyncio.timeout(within):
        while not await holds():  # noqa: ASYNC110 - it is others who bring it about
            await asyncio.sleep(0.02)


def some_settings(dsn: str, nats_url: str = "nats://127.0.0.1:1") -> ServiceSettings:
    """Settings made without an environment."""
    return ServiceSettings(
        database_url=SecretStr(dsn),
        nats_url=nats_url,
        internal_public_key=PUBLIC_KEY.decode(),
        data_key=SecretStr(base64.b64encode(b"d" * 32).decode()),
        index_key=SecretStr(base64.b64encode(b"i" * 32).decode()),
    )


router = edge_router("notes", prefix="/notes")


@router.post("/{note_id}", status_code=201)
async def write_note(work: Work, _: AnyCaller, note_id: UUID) -> dict[str, int]:
    """Write a note and tell of it."""
    await work.write(WRITE, note_id, 1, "note")
    await work.announce(note_id, a_fact(note_id))
    return {"notes": await work.fetch_value("SELECT count(*) FROM note")}


@router.get("")
async def count_notes(work: Work, _: AnyCaller) -> dict[str, int]:
    """How many notes there are."""
    return {"notes": await work.fetch_value("SELECT count(*) FROM note")}


@router.get("/told")
async def count_told(work: Work, _: AnyCaller) -> dict[str, int]:
    """How many notes were told of; looks at two tables, in this order."""
    return {
        "told": await work.fetch_value(
            "SELECT count(*) FROM note JOIN journal USING (aggregate_id)"
        )
    }


@asynccontextmanager
async def a_service(settings: ServiceSettings) -> AsyncIterator[tuple[FastAPI, httpx2.AsyncClient]]:
    """The app with its lifespan open, and a client with a caller's token."""
    app = create_app("svc-notes", settings, [router])
    caller = Caller(str(uuid4()), "person", roles=frozenset({"citizen"}))
    headers = {"Authorization": f"Bearer {ISSUER.mint(caller, 'svc-notes', datetime.now(UTC))}"}
    transport = httpx2.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(
            transport=transport, base_url="http://notes", headers=headers, timeout=30
        ) as client,
    ):
        yield app, client
