"""Request bodies on their way through: counted, never parsed, never held whole unless short."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from typing import Any, TypeVar

from gateway.routing.answers import Message, Receive
from gateway.routing.refusals import BodyTooLarge
from shared.refusals import Refusal

T = TypeVar("T")


class VisitorLeft(Exception):
    """The client closed its connection before it had its answer."""


def bounded(receive: Receive, limit: int) -> Receive:
    """The same end of the wire, which refuses with BodyTooLarge what goes on for too long."""
    received = 0

    async def counted() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > limit:
            raise BodyTooLarge(limit)
        return message

    return counted


async def first_part(receive: Receive, limit: int) -> "bytes | StreamedBody":
    """The whole body when it came in one piece, else a stream; refused with BodyTooLarge."""
    message = await receive()
    if message["type"] == "http.disconnect":
        raise VisitorLeft
    part: bytes = message.get("body", b"")
    if len(part) > limit:
        raise BodyTooLarge(limit)
    return StreamedBody(part, receive, limit) if message.get("more_body") else part


class StreamedBody:
    """A body sent on as it comes.

    What ended it early is kept, because the library that sends it on reports
    only that sending failed.
    """

    def __init__(self, first: bytes, receive: Receive, limit: int) -> None:
        self._first = first
        self._receive = receive
        self._limit = limit
        self._begun = False
        self.ended_by: Refusal | VisitorLeft | None = None

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The parts, once: what is gone cannot be sent again."""
        if self._begun:
            raise RuntimeError("a streamed body can be read once")
        self._begun = True
        return self._parts()

    async def _parts(self) -> AsyncIterator[bytes]:
        sent, part, more = len(self._first), self._first, True
        while True:
            if part:
                yield part
            if not more:
                return
            message = await self._receive()
            if message["type"] == "http.disconnect":
                self.ended_by = VisitorLeft()
                raise self.ended_by
            part, more = message.get("body", b""), message.get("more_body", False)
            sent += len(part)
            if sent > self._limit:
                self.ended_by = BodyTooLarge(self._limit)
                raise self.ended_by


async def while_visited(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """Do the work as long as the visitor is there; VisitorLeft ends it."""
    working, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise VisitorLeft
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
