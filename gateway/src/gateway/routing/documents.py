"""The OpenAPI documents of the services, asked for again from time to time."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
import orjson
import structlog

from gateway.routing.upstreams import Upstream, Upstreams

log = structlog.get_logger("documents")

SECONDS = aiohttp.ClientTimeout(total=3, sock_connect=0.5)
GOOD_FOR_SECONDS = 60.0
TRY_AGAIN_SECONDS = 5.0
OK = 200

Merge = Callable[[Mapping[str, dict[str, Any]]], dict[str, Any]]


class Documents:
    """The merged document as bytes; a service that is away is shown as it was last seen."""

    def __init__(self, session: aiohttp.ClientSession, upstreams: Upstreams, merge: Merge) -> None:
        self._session = session
        self._upstreams = upstreams
        self._merge = merge
        self._seen: dict[str, dict[str, Any]] = {}
        self._whole = b""
        self._due = 0.0
        self._asking = asyncio.Lock()

    async def read(self) -> bytes:
        """The merged document."""
        if time.monotonic() >= self._due:
            async with self._asking:
                if time.monotonic() >= self._due:
                    await self._refresh()
        return self._whole

    async def _refresh(self) -> None:
        answers = await asyncio.gather(*map(self._ask, self._upstreams.values()))
        fresh = {owner: document for owner, document in answers if document is not None}
        self._seen |= fresh
        self._whole = orjson.dumps(self._merge(self._seen))
        complete = len(fresh) == len(self._upstreams)
        self._due = time.monotonic() + (GOOD_FOR_SECONDS if complete else TRY_AGAIN_SECONDS)

    async def _ask(self, upstream: Upstream) -> tuple[str, dict[str, Any] | None]:
        for instance in upstream.instances:
            try:
                async with instance.get(self._session, "/openapi.json", timeout=SECONDS) as answer:
                    document = orjson.loads(await answer.read())
            except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
                log.warning("no document", service=upstream.key, fault=repr(fault))
                continue
            if answer.status == OK and isinstance(document, dict):
                return upstream.key, document
        return upstream.key, None
