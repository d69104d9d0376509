"""The other side of the cache's figure: a bare ASGI app that sends the same bytes.

Run by itself under the uvicorn settings of our services. BARE_BODY names the file, BARE_PORT says
where.
"""

import os
from pathlib import Path
from typing import Any

import uvicorn

BODY = Path(os.environ["BARE_BODY"]).read_bytes()
HEADERS = [
    (b"content-type", b"application/json"),
    (b"content-length", str(len(BODY)).encode()),
]


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answer anything with the same bytes."""
    if scope["type"] == "lifespan":
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": f"{message['type']}.complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": BODY})


if __name__ == "__main__":
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(os.environ["BARE_PORT"]),
        log_config=None,
        access_log=False,
        server_header=False,
    )
