"""Live answers: server-sent events and their long-poll twin over the same data.

Whoever waits for an aggregate is woken by the owner's own events; while the
broker is away a short poll takes its place. Each wake reads the database anew,
so a stream never shows less than a plain read.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from starlette.responses import StreamingResponse

log = structlog.get_logger("live")

HEARTBEAT_SECONDS = 15.0
POLL_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 25.0


@dataclass(frozen=True, slots=True)
class Version:
    """What a live reader gets: the state and the number that orders it."""

    number: int
    state: Any


Read = Callable[[], Awaitable[Version]]


class Live:
    """Who waits for which aggregate."""

    def __init__(self) -> None:
        self._waiting: dict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._client: Client | None = None

    async def listen(self, client: Client, subject: str) -> None:
        """Wake readers whenever the owner tells something under the subject."""
        self._client = client

        async def woken(message: Msg) -> None:
            aggregate_id = UUID((message.headers or {}).get("Aggregate", str(UUID(int=0))))
            for event in self._waiting.get(aggregate_id, ()):
                event.set()

        await client.subscribe(subject, cb=woken)

    @property
    def waited_for(self) -> frozenset[UUID]:
        """The aggregates somebody waits for."""
        return frozenset(self._waiting)

    @contextlib.contextmanager
    def _waiter(self, aggregate_id: UUID) -> Iterator[asyncio.Event]:
        event = asyncio.Event()
        self._waiting[aggregate_id].add(event)
        try:
            yield event
        finally:
            self._waiting[aggregate_id].discard(event)
            if not self._waiting[aggregate_id]:
                del self._waiting[aggregate_id]

    async def changes(
        self, aggregate_id: UUID, read: Read, after: int
    ) -> AsyncIterator[Version | None]:
        """Every newer version as it comes; None when only a heartbeat is due."""
        with self._waiter(aggregate_id) as woken:
            while True:
                woken.clear()
                version = await read()
                if version.number > after:
                    after = version.number
                    yield version
                elif not await self._wait(woken):
                    yield None

    async def _wait(self, woken: asyncio.Event) -> bool:
        away = self._client is None or not self._client.is_connected
        try:
            await asyncio.wait_for(woken.wait(), POLL_SECONDS if away else HEARTBEAT_SECONDS)
        except TimeoutError:
            return False
        return True

    async def next_version(
        self, aggregate_id: UUID, read: Read, after: int, wait: float
    ) -> Version:
        """The first newer version within the wait, else the present one."""
        changes = self.changes(aggregate_id, read, after)
        try:
            async with asyncio.timeout(min(wait, LONGEST_WAIT_SECONDS)):
                async for version in changes:
                    if version is not None:
                        return version
        except TimeoutError:
            log.debug("nothing new")
        finally:
            await changes.aclose()  # type: ignore[attr-defined]
        return await read()

    def stream(self, aggregate_id: UUID, read: Read, after: int, event: str) -> StreamingResponse:
        """The changes as server-sent events, each with its id, resumed by Last-Event-ID."""

        async def lines() -> AsyncIterator[bytes]:
            yield b"retry: 3000\n\n"
            async for version in self.changes(aggregate_id, read, after):
                yield b": heartbeat\n\n" if version is None else _frame(event, version)

        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(lines(), headers=headers, media_type="text/event-stream")


def _frame(event: str, version: Version) -> bytes:
    data = orjson.dumps(version.state, default=str)
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (version.number, event.encode(), data)
