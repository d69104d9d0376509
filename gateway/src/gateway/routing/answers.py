"""Answers the front gives itself: problem documents, in the one shape of the house."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import orjson

from gateway.routing.refusals import OWN_STATUS
from gateway.routing.visits import Headers, Scope, Visit
from shared.problems import MEDIA_TYPE, problem_document
from shared.refusals import Refusal, Unauthenticated

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]


class Sending:
    """The way back to the client, and whether anything has gone over it."""

    __slots__ = ("_send", "begun")

    def __init__(self, send: Send) -> None:
        self.begun = False
        self._send = send

    async def __call__(self, message: Message) -> None:
        """Send one message."""
        self.begun = True
        await self._send(message)

    def whole(self, headers: Headers) -> Headers:
        """A head as it goes to the client."""
        return headers


@dataclass(slots=True)
class Wire:
    """The connection of one request, as ASGI gives it."""

    scope: Scope
    receive: Receive
    send: Sending


async def answer_problem(send: Send, visit: Visit, refusal: Refusal) -> int:
    """Send the refusal as a problem document; the status it was given."""
    document = problem_document(refusal, visit.instance, visit.request_id)
    document["status"] = OWN_STATUS.get(type(refusal), document["status"])
    await answer(send, document["status"], _headers(visit, refusal), orjson.dumps(document))
    return int(document["status"])


def _headers(visit: Visit, refusal: Refusal) -> Headers:
    headers = [
        (b"content-type", MEDIA_TYPE.encode()),
        (b"cache-control", b"no-store"),
        *visit.answer_headers,
    ]
    seconds = getattr(refusal, "seconds", None) or refusal.retry_after
    if seconds is not None:
        headers.append((b"retry-after", str(seconds).encode()))
    if isinstance(refusal, Unauthenticated):
        headers.append((b"www-authenticate", b'Bearer error="invalid_token"'))
    return headers


async def answer(send: Send, status: int, headers: Headers, body: bytes) -> None:
    """Send a whole answer at once."""
    stated = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": stated})
    await send({"type": "http.response.body", "body": body})


async def answer_empty(send: Send, headers: Headers) -> int:
    """Send an answer that is a head alone; its status."""
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
    return 204
