"""What lies ready is handed out over the connection as if an app had answered."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

import uvicorn

from gateway.routing.entrance import Entrance
from gateway.routing.express import Asked, Ready

READY = Ready(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\nx-by: lane\r\n", b"ready")
GET = b"GET /ready HTTP/1.1\r\nHost: x\r\n%b\r\n"
PLAIN = GET % b""
OTHER = PLAIN.replace(b"/ready", b"/other")


class Lane:
    """A lane that has one answer ready."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.is_broken = False

    def answer(self, asked: Asked) -> Ready | None:
        """The answer, for its address."""
        self.asked.append(asked)
        if self.is_broken:
            raise LookupError
        return READY if asked.url == b"/ready" else None


class Answering:
    """An app with a lane; what it answers itself, it answers when it may."""

    def __init__(self) -> None:
        self.express: Lane | None = Lane()
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.may_answer.wait()
        headers = [(b"content-length", b"4"), (b"x-by", b"app")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        body = b"" if scope["method"] == "HEAD" else b"long"
        await send({"type": "http.response.body", "body": body})


class Client:
    """A client connected to a server of that app."""

    def __init__(
        self, app: Answering, lane: Lane, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.app, self.lane = app, lane
        self._reader, self._writer = reader, writer

    def send(self, *requests: bytes) -> None:
        """Send them at once."""
        self._writer.write(b"".join(requests))

    async def answered_by(self) -> bytes:
        """Who gave the next answer: the lane or the app."""
        head = await self.head()
        assert b"\r\ndate: " in head
        by = head.split(b"x-by: ")[1].split(b"\r\n")[0]
        expected = READY.body if by == b"lane" else b"long"
        assert await self._reader.readexactly(len(expected)) == expected
        return by

    def head(self) -> Awaitable[bytes]:
        """The next head."""
        return self._reader.readuntil(b"\r\n\r\n")

    async def is_left(self) -> bool:
        """Whether the server closes the connection, and says no more."""
        return await self._reader.read() == b""


@asynccontextmanager
async def connected() -> AsyncIterator[Client]:
    app, lane = Answering(), Lane()
    app.express = lane
    config = uvicorn.Config(
        app, port=0, http=Entrance, lifespan="off", log_config=None, proxy_headers=False,
        timeout_keep_alive=1,
    )  # fmt: skip
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    yield Client(app, lane, reader, writer)
    writer.close()
    server.should_exit = True
    await running


async def test_ready_and_other_answers_take_turns_on_one_connection() -> None:
    async with connected() as client:
        for _ in range(2):
            for request, by in ((PLAIN, b"lane"), (OTHER, b"app"), (PLAIN, b"lane")):
                client.send(request)
                assert await client.answered_by() == by


async def test_requests_sent_at_once_are_answered_in_their_order() -> None:
    async with connected() as client:
        client.app.may_answer.clear()
        client.send(PLAIN, OTHER, PLAIN, PLAIN)
        assert await client.answered_by() == b"lane"
        client.app.may_answer.set()
        assert [await client.answered_by() for _ in range(3)] == [b"app"] * 3
        client.send(PLAIN)
        assert await client.answered_by() == b"lane"


async def test_what_is_not_plain_is_let_in() -> None:
    async with connected() as client:
        client.send(PLAIN.replace(b"GET", b"HEAD", 1))
        assert b"x-by: app" in await client.head()
        for request in (PLAIN.replace(b"GET", b"DELETE", 1), GET % b"Connection: close\r\n"):
            client.send(request)
            assert await client.answered_by() == b"app"
        assert await client.is_left()


async def test_the_lane_is_told_who_asks_and_with_which_headers() -> None:
    async with connected() as client:
        client.send(GET % b"Accept: a/b\r\n")
        await client.answered_by()
        headers = [(b"host", b"x"), (b"accept", b"a/b")]
        assert client.lane.asked == [Asked(b"/ready", headers, "127.0.0.1", "http")]


async def test_without_a_lane_or_when_it_breaks_the_app_answers() -> None:
    async with connected() as client:
        client.lane.is_broken = True
        client.send(PLAIN)
        assert await client.answered_by() == b"app"
        client.app.express = None
        client.send(PLAIN)
        assert await client.answered_by() == b"app"


async def test_a_connection_that_rests_after_a_ready_answer_is_closed_in_time() -> None:
    async with connected() as client:
        client.send(PLAIN)
        assert await client.answered_by() == b"lane"
        assert await client.is_left()
