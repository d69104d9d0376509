"""A department's own system outside the house: takes what it is pushed and answers, signed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx2
import orjson
import uvicorn
from fastapi import FastAPI, Request

from svc_approvals.domain.webhooks import WebhookKeys
from yangguang_local.ports import LOOPBACK
from yangguang_local.testing import OutsideSystem

Json = dict[str, Any]


@dataclass
class PoliceSystem:
    """The register of households; checks every signature, and signs what it says."""

    keys: WebhookKeys
    pushed: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)

    def app(self) -> FastAPI:
        """Where it takes what it is pushed."""
        app = FastAPI()

        @app.post("/pushed", status_code=202)
        async def take(request: Request) -> None:
            body = await request.body()
            self.keys.verify(request.headers, body, datetime.now(UTC))
            await self.pushed.put(orjson.loads(body))

        return app

    async def answer(
        self, http: httpx2.AsyncClient, push: Json, message_id: str, **said: str
    ) -> httpx2.Response:
        """What it says of a node, to the address it was told."""
        body = orjson.dumps(said)
        headers = self.keys.sign(message_id, datetime.now(UTC), body)
        headers["content-type"] = "application/json"
        return await http.post(push["result_url"], content=body, headers=headers)

    async def fetch(self, http: httpx2.AsyncClient, push: Json, material: str) -> httpx2.Response:
        """A paper it was told of; what is signed names the push and the paper."""
        url = next(one["file_url"] for one in push["materials"] if one["code"] == material)
        signed = f"{push['push_id']}/materials/{material}".encode()
        headers = self.keys.sign(f"fetch-{material}", datetime.now(UTC), signed)
        return await http.get(url, headers=headers)


@asynccontextmanager
async def police_system(where: OutsideSystem) -> AsyncIterator[PoliceSystem]:
    """It listens where the house looks for it, for as long as the block lasts."""
    system = PoliceSystem(WebhookKeys.of(where.secret))
    config = uvicorn.Config(
        system.app(),
        host=LOOPBACK,
        port=where.port,
        log_config=None,
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        assert not task.done(), task.exception()
        await asyncio.sleep(0.01)
    try:
        yield system
    finally:
        server.should_exit = True
        await task
