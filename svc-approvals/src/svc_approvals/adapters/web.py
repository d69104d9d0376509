"""Calls outside the house: to allowed addresses only, never redirected, never for long."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from svc_approvals.domain.addresses import Reach

DEADLINE_SECONDS = 10.0
MOST_BYTES = 64 * 1024


class NoAnswer(Exception):
    """The other side could not be asked, or said nothing in time; the text may be shown to ops."""


class AddressRefused(OSError):
    """A name stands for an address we may not call."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the other side said; of the body no more than the first 64 KiB."""

    status: int
    body: bytes

    @property
    def is_ok(self) -> bool:
        """Whether it took what it was sent."""
        return 200 <= self.status < 300  # noqa: PLR2004 - the class of success


class CheckedResolver(AbstractResolver):
    """Resolves names, and refuses those that stand for an address out of reach.

    The connection is made to what was checked, so a name cannot change in between.
    """

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._resolver = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a name; AddressRefused when one of them is not allowed."""
        found = await self._resolver.resolve(host, port, family)
        for one in found:
            if not self._reach.allows(one["host"]):
                raise AddressRefused(f"{host} stands for {one['host']}, which is not allowed")
        return found

    async def close(self) -> None:
        """Nothing is held."""


class Web:
    """Posts what is signed and tells how it went."""

    def __init__(self, session: aiohttp.ClientSession, reach: Reach, deadline: float) -> None:
        self._session = session
        self._reach = reach
        self._deadline = deadline

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Post JSON; NoAnswer when the address is not allowed or nobody answers in time."""
        complaint = self._reach.complaint(url)
        if complaint is not None:
            raise NoAnswer(complaint)
        try:
            async with asyncio.timeout(self._deadline):
                return await self._ask(url, {**headers, "content-type": "application/json"}, body)
        except TimeoutError:
            raise NoAnswer(f"no answer in {self._deadline:g} s") from None
        except (aiohttp.ClientError, OSError) as fault:
            raise NoAnswer(type(fault).__name__) from fault

    async def _ask(self, url: str, headers: dict[str, str], body: bytes) -> Reply:
        asked: Any = self._session.post(url, headers=headers, data=body, allow_redirects=False)
        async with asked as response:
            return Reply(response.status, await _first_part(response.content))


async def _first_part(content: aiohttp.StreamReader) -> bytes:
    read = bytearray()
    while len(read) < MOST_BYTES and (part := await content.read(MOST_BYTES - len(read))):
        read += part
    return bytes(read)


@asynccontextmanager
async def web(reach: Reach, deadline: float = DEADLINE_SECONDS) -> AsyncIterator[Web]:
    """A way outside, for as long as the block lasts."""
    connector = aiohttp.TCPConnector(resolver=CheckedResolver(reach), use_dns_cache=False)
    async with aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        headers={"User-Agent": "yangguang-approvals"},
    ) as session:
        yield Web(session, reach, deadline)
