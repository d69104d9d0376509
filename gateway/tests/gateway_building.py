"""Builders of what the tests need: keys, settings, a served app, and services behind it."""

import asyncio
import base64
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx2
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from pydantic import SecretStr

from gateway.domain.access_tokens import (
    ALGORITHM,
    AUDIENCE,
    ISSUER,
    TOKEN_TYPE,
    AccessTokens,
)
from gateway.domain.accounts import Account, account_id_of
from gateway.main import app
from gateway.routing.cache import Cache
from gateway.routing.doorkeeper import Doorkeeper, caller_of
from gateway.routing.front import Door, Front
from gateway.routing.limits import Limiter
from gateway.routing.networks import Networks
from gateway.routing.outside_tokens import OneKey, OutsideVerifier
from gateway.routing.passage import Passage, session_to_services
from gateway.routing.revocations import Revocations, Revoked
from gateway.routing.shelf import Shelf
from gateway.routing.table import table
from gateway.routing.upstreams import Upstream
from gateway.settings import GatewaySettings
from shared.identity import Caller, InternalIssuer, InternalVerifier

Asgi = Callable[[Any, Any, Any], Awaitable[None]]


def a_key() -> str:
    """32 random bytes in base64."""
    return base64.b64encode(os.urandom(32)).decode()


def pem_of(key: Any) -> str:
    """A private key as text."""
    return str(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())


def some_settings(dsn: str, **others: Any) -> GatewaySettings:
    """Settings of a gateway on its own: no broker, no services, no limits unless given."""
    told: dict[str, Any] = {
        "database_url": SecretStr(dsn),
        "nats_url": "nats://127.0.0.1:9",
        "internal_private_key": SecretStr(pem_of(Ed25519PrivateKey.generate())),
        "token_key": SecretStr(pem_of(generate_private_key(SECP256R1()))),
        "data_key": SecretStr(a_key()),
        "index_key": SecretStr(a_key()),
        "limit_factor": 0,
        "demo_password": SecretStr("demo"),
        "wechat": "stand-in",
        "files_dir": Path(os.devnull),
    }
    return GatewaySettings(**(told | others))


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """An ASGI app on a port, which can be stopped and started again."""

    def __init__(self, asgi: Asgi, port: int | None = None, host: str = "127.0.0.1") -> None:
        self.port = port or free_port()
        self.host = host
        self._asgi = asgi
        self._server: uvicorn.Server | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"

    async def start(self) -> None:
        config = uvicorn.Config(
            self._asgi,
            host=self.host,
            port=self.port,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._task = asyncio.create_task(self._server.serve())
        while not self._server.started:
            assert not self._task.done(), self._task.exception()
            await asyncio.sleep(0.005)

    async def stop(self) -> None:
        assert self._server is not None
        assert self._task is not None
        self._server.should_exit = True
        await self._task


@asynccontextmanager
async def served(asgi: Asgi) -> AsyncIterator[Served]:
    """An app on a free port."""
    server = Served(asgi)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


@asynccontextmanager
async def a_gateway(settings: GatewaySettings) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of a gateway served on a free port."""
    async with (
        served(app(settings)) as server,
        httpx2.AsyncClient(base_url=server.address, timeout=20) as client,
    ):
        yield client


class Outside:
    """The embedded issuer's key, and tokens made with it, good and bad."""

    def __init__(self) -> None:
        self.key = generate_private_key(SECP256R1())
        self.tokens = AccessTokens(self.key, timedelta(minutes=30))

    def verifier(self) -> OutsideVerifier:
        return OutsideVerifier(
            OneKey(self.key.public_key()), ALGORITHM, ISSUER, AUDIENCE, TOKEN_TYPE
        )

    def token_of(self, account: Account, session_id: UUID | None = None) -> str:
        return self.tokens.mint(account, session_id or uuid4(), datetime.now(UTC))


def an_account(login: str = "zhang", **others: Any) -> Account:
    """A citizen, unless said otherwise."""
    told: dict[str, Any] = {
        "kind": "person",
        "roles": ("citizen",),
        "name_masked": "张*",
        "region_code": "431202",
    }
    return Account(account_id_of(login), login, **(told | others))


async def nothing_revoked() -> list[Revoked]:
    """No revocation at all."""
    return []


async def recognised(claims: Mapping[str, Any]) -> Caller:
    """The caller whom our own claims describe."""
    return caller_of(claims)


INSIDE_KEY = Ed25519PrivateKey.generate()


def a_doorkeeper(outside: Outside | None = None, **others: Any) -> Doorkeeper:
    """A doorkeeper who knows one issuer and no revocation, unless told otherwise."""
    told: dict[str, Any] = {
        "verifier": (outside or Outside()).verifier(),
        "recognise": recognised,
        "revocations": Revocations(nothing_revoked),
        "issuer": InternalIssuer(pem_of(INSIDE_KEY).encode()),
    }
    return Doorkeeper(**(told | others))


def inside_caller(audience: str, headers: Mapping[str, str]) -> Caller:
    """Whom a service sees behind the badge of a request."""
    public = INSIDE_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    badge = headers["authorization"].removeprefix("Bearer ")
    return InternalVerifier(public, audience).verify(badge, datetime.now(UTC))


async def nothing_of_our_own(scope: Any, receive: Any, send: Any) -> None:
    """An own app that only opens and closes."""
    assert scope["type"] == "lifespan"
    while (message := await receive())["type"] != "lifespan.shutdown":
        await send({"type": f"{message['type']}.complete"})
    await send({"type": "lifespan.shutdown.complete"})


@asynccontextmanager
async def a_front(*addresses: str, **others: Any) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of a front before one service `approvals`, with nothing of its own behind it.

    A `layer` is another ASGI app around the front.
    """
    layer = others.pop("layer", lambda front: front)
    async with session_to_services() as session:
        approvals = Upstream("approvals", addresses, at_once=others.pop("at_once", 64))
        told: dict[str, Any] = {
            "table": table({"approvals", "feedback"}),
            "upstreams": {"approvals": approvals, "feedback": Upstream("feedback", addresses)},
            "limiter": Limiter(factor=0),
            "doorkeeper": a_doorkeeper(),
            "passage": Passage(session),
            "shelf": Shelf(Cache(1 << 20)),
            "proxies": Networks(),
            "operators": Networks(),
        }
        front = Front(nothing_of_our_own)
        front.door = Door(**(told | others))
        async with (
            served(layer(front)) as server,
            httpx2.AsyncClient(base_url=server.address, timeout=20) as client,
        ):
            yield client


@asynccontextmanager
async def a_raw_server(
    answer: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[str]:
    """A server that answers whatever it likes; its address."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
