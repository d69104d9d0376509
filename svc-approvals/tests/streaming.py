"""Reads server-sent events, as a browser would."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import orjson


class Stream:
    """The frames of one stream of server-sent events."""

    def __init__(self, lines: AsyncIterator[str], name: str) -> None:
        self._lines, self._name = lines, name

    async def frame(self) -> dict[str, str]:
        """The next frame with content; a comment is a frame called heartbeat."""
        frame: dict[str, str] = {}
        async with asyncio.timeout(10):
            async for line in self._lines:
                if line.startswith(":"):
                    return {"heartbeat": line}
                if not line and "data" in frame:
                    return frame
                name, _, value = line.partition(": ")
                frame[name] = value
        raise EOFError("the stream has ended")

    async def event(self) -> dict[str, Any]:
        """The next event's data, heartbeats passed over."""
        while "data" not in (frame := await self.frame()):
            continue
        data: dict[str, Any] = orjson.loads(frame["data"])
        assert (frame["event"], frame["id"]) == (self._name, str(data["version"]))
        return data
