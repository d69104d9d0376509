"""A service that does what services should not, and gets well again."""

import asyncio
from collections.abc import Awaitable, Callable

from gateway_building import free_port

Manner = Callable[[asyncio.StreamWriter], Awaitable[None]]

WELL = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nwell"
HALF = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"
GARBAGE = b"\x16\x03\x01 this is no answer \r\n\r\n\x00\xff"


async def well(writer: asyncio.StreamWriter) -> None:
    """Answer as one should."""
    writer.write(WELL)


async def silent(_: asyncio.StreamWriter) -> None:
    """Take the request, and say nothing."""
    await asyncio.Event().wait()


async def hanging_half_way(writer: asyncio.StreamWriter) -> None:
    """Begin the body, and say nothing more."""
    writer.write(HALF)
    await asyncio.Event().wait()


async def falling_silent_after_a_while(writer: asyncio.StreamWriter) -> None:
    """Begin a body too long to be kept, and say nothing more."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n" + b"x" * 100_000)
    await asyncio.Event().wait()


async def breaking_off(writer: asyncio.StreamWriter) -> None:
    """Begin the body, and hang up."""
    writer.write(HALF)


async def hanging_up(_: asyncio.StreamWriter) -> None:
    """Take the request, and hang up."""


async def babbling(writer: asyncio.StreamWriter) -> None:
    """Say what is no HTTP."""
    writer.write(GARBAGE)


class FaultyService:
    """Listens while it is alive, and answers in its present manner."""

    def __init__(self, manner: Manner = well) -> None:
        self.port = free_port()
        self.manner = manner
        self._server: asyncio.Server | None = None
        self._talks: set[asyncio.Task[None]] = set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._talk, "127.0.0.1", self.port)

    async def get_well(self) -> None:
        """Answer as one should from now on; what hangs goes on hanging."""
        self.manner = well
        if self._server is None:
            await self.start()

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.current_task()
        assert talk is not None
        self._talks.add(talk)
        talk.add_done_callback(self._talks.discard)
        try:
            await reader.readuntil(b"\r\n\r\n")
            await self.manner(writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()
