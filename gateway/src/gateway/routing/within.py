"""Requests from within: a route of our own asks another in its caller's name, past no wall.

They go through the front like any other, with the caller already known and nothing counted
against a limit, because the request that carries them was.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gateway.routing.answers import App, Message
from gateway.routing.doorkeeper import Known

KNOWN = "yangguang.known"  # a key of the scope, where no client can write


@dataclass(slots=True)
class Answered:
    """A whole answer."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    async def take(self, message: Message) -> None:
        """One message of it."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {
                name.decode("latin-1"): value.decode("latin-1")
                for name, value in message["headers"]
            }
        else:
            self.body += message.get("body", b"")


async def ask_within(
    front: App,
    outer: Mapping[str, Any],
    method: str,
    target: str,
    headers: Mapping[str, str],
    body: bytes = b"",
) -> Answered:
    """Ask the front in the name of the caller of ``outer``, the scope of the request at hand."""
    known: Known = outer[KNOWN]
    path, _, query = target.partition("?")
    sent = {**headers, "content-length": str(len(body))} if body else dict(headers)
    scope = {
        **{name: outer[name] for name in ("type", "asgi", "http_version", "scheme", "client")},
        "server": outer.get("server"),
        "root_path": "",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in sent.items()],
        KNOWN: known,
    }
    answered, parts = Answered(), asyncio.Queue[Message](1)
    parts.put_nowait({"type": "http.request", "body": body, "more_body": False})
    await front(scope, parts.get, answered.take)
    return answered
