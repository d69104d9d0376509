"""A process that is told to stop loses no request of a client who could not know."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn

from shared.commands import leaving
from shared.commands.leaving import LeavingPolitely

ASKING = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
LAST = b"connection: close"


@dataclass
class Hesitating:
    """An app that begins its answer, and ends it when it may."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-length", b"4")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"be", "more_body": True})
        self.begun.set()
        await self.go_on.wait()
        await send({"type": "http.response.body", "body": b"gn"})


@dataclass
class Leaving:
    """A server, and one client connected to it."""

    server: uvicorn.Server
    app: Hesitating
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def told_to_stop(self) -> None:
        """Tell it, and wait until it takes no new connection."""
        self.server.should_exit = True
        while any(one.is_serving() for one in self.server.servers):  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    async def answer(self) -> bytes:
        """One answer, head and body."""
        return await self.reader.readuntil(b"\r\n\r\n") + await self.reader.readexactly(4)


@asynccontextmanager
async def a_connected_server() -> AsyncIterator[Leaving]:
    app = Hesitating()
    config = uvicorn.Config(
        app, port=0, http=LeavingPolitely, lifespan="off", log_config=None, loop="asyncio",
        timeout_graceful_shutdown=20,
    )  # fmt: skip
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    yield Leaving(server, app, reader, writer)
    writer.close()
    server.should_exit = True
    await running


async def test_a_request_on_a_resting_connection_is_answered_as_the_last_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(leaving, "LAST_REQUEST_SECONDS", 20)
    async with a_connected_server() as process:
        process.app.go_on.set()
        process.writer.write(ASKING)
        before = await process.answer()
        await process.told_to_stop()
        process.writer.write(ASKING)
        last = await process.answer()

        assert LAST not in before
        assert LAST in last
        assert await process.reader.read() == b""


async def test_an_answer_that_had_begun_is_ended_and_one_more_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(leaving, "LAST_REQUEST_SECONDS", 20)
    async with a_connected_server() as process:
        process.writer.write(ASKING)
        await process.app.begun.wait()
        await process.told_to_stop()
        process.app.go_on.set()
        begun = await process.answer()
        process.writer.write(ASKING)
        last = await process.answer()

        assert LAST not in begun
        assert LAST in last
        assert await process.reader.read() == b""


async def test_a_connection_that_only_rests_is_closed_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "LAST_REQUEST_SECONDS", 0.05)
    async with a_connected_server() as process:
        await process.told_to_stop()

        assert await process.reader.read() == b""
