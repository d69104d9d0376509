"""Light load on many machines: cases live on and on, and others have business of their own."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx2
from chaos.hosts.others import Others
from chaos.lives import Lived, live_many
from chaos.patience import Patient
from journeys.town import Town

AT_A_TIME = 4
GIVES_UP = httpx2.Timeout(12, connect=1)  # then a client asks again, at another door


@dataclass
class Doors(httpx2.AsyncBaseTransport):
    """One try after the other at the next door, as a client does with several addresses."""

    doors: Sequence[str]
    inner: httpx2.AsyncHTTPTransport = field(
        default_factory=lambda: httpx2.AsyncHTTPTransport(limits=httpx2.Limits(max_connections=64))
    )
    knocks: int = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """One try."""
        door = urlsplit(self.doors[self.knocks % len(self.doors)])
        self.knocks += 1
        request.url = request.url.copy_with(host=door.hostname, port=door.port)
        return await self.inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the connections."""
        await self.inner.aclose()


@dataclass
class Load:
    """Everybody who lives a case, the others, and what all were promised."""

    town: Town
    others: Others
    patient: Patient
    chance: random.Random
    lived: list[Lived] = field(default_factory=list)

    @asynccontextmanager
    async def going_on(self) -> AsyncIterator[None]:
        """For the length of a block, and until every case that was begun has ended."""
        over = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._until(over))
            group.create_task(self.others.until(over))
            try:
                yield
            finally:
                over.set()

    async def _until(self, over: asyncio.Event) -> None:
        while not over.is_set():
            self.lived += await live_many(self.town, AT_A_TIME, self.chance)


@asynccontextmanager
async def a_load(doors: Sequence[str], seed: int) -> AsyncIterator[Load]:
    """Nobody lives yet."""
    patient = Patient(Doors(doors))
    async with httpx2.AsyncClient(
        base_url="http://gateway/api/v1", transport=patient, timeout=GIVES_UP
    ) as http:
        town = Town(http)
        others = await Others.moved_in(town)
        yield Load(town, others, patient, random.Random(seed))  # noqa: S311  can be repeated
