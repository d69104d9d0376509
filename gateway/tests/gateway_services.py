"""A small service behind the gateway, as plain ASGI, that tells what it was given."""

import asyncio
from typing import Any

import orjson


class EchoService:
    """Answers with what it saw; some paths stream, wait or swallow an upload."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []
        self.first_part_arrived = asyncio.Event()
        self.visitor_left = asyncio.Event()
        self.go_on = asyncio.Event()
        self.arrived = asyncio.Semaphore(0)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            while (message := await receive())["type"] != "lifespan.shutdown":
                await send({"type": f"{message['type']}.complete"})
            await send({"type": "lifespan.shutdown.complete"})
        elif scope["path"].endswith("/stream"):
            await self._stream(receive, send)
        elif scope["path"].endswith("/slow"):
            await self._hang(receive)
        else:
            await self._echo(scope, receive, send)

    async def _echo(self, scope: Any, receive: Any, send: Any) -> None:
        received, more = 0, scope["method"] not in {"GET", "HEAD"}
        while more:
            message = await receive()
            received += len(message.get("body", b""))
            more = message.get("more_body", False)
            self.first_part_arrived.set()
        seen = {
            "method": scope["method"],
            "path": scope["raw_path"].decode(),
            "query": scope["query_string"].decode(),
            "headers": {name.decode(): value.decode() for name, value in scope["headers"]},
            "received": received,
        }
        self.seen.append(seen)
        body = orjson.dumps(seen)
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"x-own-word", "成都".encode()),
            (b"connection", b"x-hop"),
            (b"x-hop", b"1"),
            (b"set-cookie", b"a=b"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _stream(self, receive: Any, send: Any) -> None:
        headers = [(b"content-type", b"text/event-stream")]
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"id: 1\n\n", "more_body": True})
        leaving = asyncio.ensure_future(self._hang(receive))
        going = asyncio.ensure_future(self.go_on.wait())
        await asyncio.wait({leaving, going}, return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        going.cancel()
        await send({"type": "http.response.body", "body": b"id: 2\n\n"})

    async def _hang(self, receive: Any) -> None:
        self.arrived.release()
        while (await receive())["type"] != "http.disconnect":
            pass
        self.visitor_left.set()
