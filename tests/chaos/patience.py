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

    request: str
    seconds: float
    ended: float
    tries: tuple[str, ...]  # that were in vain, each with its length

    @property
    def reading(self) -> bool:
        """Whether nothing was to be changed."""
        return self.request.partition(" ")[0] in READING

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s {self.request}: {', '.join(self.tries) or 'one try'}"


@dataclass
class Patient(httpx2.AsyncBaseTransport):
    """Repeats whatever got no answer, and remembers what was accepted."""

    inner: httpx2.AsyncBaseTransport = field(
        default_factory=lambda: httpx2.AsyncHTTPTransport(limits=httpx2.Limits(max_connections=64))
    )
    accepted: list[Accepted] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    refused: int = 0  # for now: 502, 503, 504, still running
    unheard: int = 0

    @property
    def repeated(self) -> int:
        """How often somebody asked again."""
        return self.refused + self.unheard

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """One request of a person, however many it takes."""
        await request.aread()
        began, tries = monotonic(), list[str]()
        if request.method not in READING and "/auth/" not in request.url.path:
            request.headers["Idempotency-Key"] = str(uuid4())
        async with asyncio.timeout(PATIENCE):
            for pause in _pauses():
                answer = await self._once(request, tries)
                if answer is not None:
                    self._waited(request, began, tries)
                    return self._remembered(request, answer)
                await asyncio.sleep(pause)
        raise AssertionError("pauses do not end")

    async def aclose(self) -> None:
        """Close the connections."""
        await self.inner.aclose()

    async def _once(self, request: httpx2.Request, tries: list[str]) -> httpx2.Response | None:
        """The answer, or None when there is nothing but to ask again."""
        began = monotonic()
        try:
            answer = await self.inner.handle_async_request(request)
            await answer.aread()
        except httpx2.TransportError as fault:
            self.unheard += 1
            tries.append(f"{type(fault).__name__} {monotonic() - began:.1f} s")
            return None
        if answer.status_code in AWAY or STILL_RUNNING.encode() in answer.content:
            self.refused += 1
            tries.append(f"{answer.status_code} {monotonic() - began:.1f} s")
            return None
        return answer

    def _waited(self, request: httpx2.Request, began: float, tries: list[str]) -> None:
        now, asked = monotonic(), f"{request.method} {request.url.path}"
        self.waits.append(Wait(asked, now - began, now, tuple(tries)))

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
