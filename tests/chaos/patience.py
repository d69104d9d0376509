"""A client that does not give up: the same request with the same key, until there is an answer."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from uuid import uuid4

import httpx2
import orjson

AWAY = {502, 503, 504}
STILL_RUNNING = "request-still-running"
READING = {"GET", "HEAD"}
PATIENCE = 120.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.05, 1.0


@dataclass(frozen=True)
class Accepted:
    """A request that changed something, and the answer the client was given."""

    method: str
    path: str
    answer: dict[str, Any]


@dataclass(frozen=True)
class Wait:
    """How long somebody waited for an answer, all tries together."""

    reading: bool
    seconds: float


@dataclass
class Patient(httpx2.AsyncBaseTransport):
    """Repeats whatever got no answer, and remembers what was accepted."""

    inner: httpx2.AsyncBaseTransport = field(
        default_factory=lambda: httpx2.AsyncHTTPTransport(limits=httpx2.Limits(max_connections=64))
    )
    accepted: list[Accepted] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    repeated: int = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """One request of a person, however many it takes."""
        await request.aread()
        began = monotonic()
        if request.method not in READING and "/auth/" not in request.url.path:
            request.headers["Idempotency-Key"] = str(uuid4())
        async with asyncio.timeout(PATIENCE):
            for pause in _pauses():
                answer = await self._once(request)
                if answer is not None:
                    self.waits.append(Wait(request.method in READING, monotonic() - began))
                    return self._remembered(request, answer)
                self.repeated += 1
                await asyncio.sleep(pause)
        raise AssertionError("pauses do not end")

    async def aclose(self) -> None:
        """Close the connections."""
        await self.inner.aclose()

    async def _once(self, request: httpx2.Request) -> httpx2.Response | None:
        """The answer, or None when there is nothing but to ask again."""
        try:
            answer = await self.inner.handle_async_request(request)
            await answer.aread()
        except httpx2.TransportError:
            return None
        if answer.status_code in AWAY or STILL_RUNNING.encode() in answer.content:
            return None
        return answer

    def _remembered(self, request: httpx2.Request, answer: httpx2.Response) -> httpx2.Response:
        if request.method not in READING and answer.is_success:
            body = orjson.loads(answer.content)
            self.accepted.append(Accepted(request.method, request.url.path, body))
        return answer


def _pauses() -> Iterator[float]:
    pause = SHORTEST_PAUSE
    while True:
        yield pause
        pause = min(2 * pause, LONGEST_PAUSE)
