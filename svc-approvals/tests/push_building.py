"""Builders for pushed nodes: a department's own system that really listens, and its answers."""

import asyncio
import base64
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import httpx2
import orjson
from approvals_building import Approvals, Journey, an_accepted_case
from catalogue_building import barber_shop_source
from fastapi import FastAPI, Request, Response
from serving import served

from svc_approvals.adapters.web import Web, web
from svc_approvals.domain.addresses import Reach
from svc_approvals.domain.pushes.targets import Target
from svc_approvals.domain.webhooks import WebhookKeys
from svc_approvals.use_cases.catalogue.matters import publish_matter
from svc_approvals.use_cases.pushes.rounds import send_due

TARGET = "police-seals"
SECRET = "whsec_" + base64.b64encode(b"s" * 32).decode()
OTHER_SECRET = "whsec_" + base64.b64encode(b"o" * 32).decode()
KEYS = WebhookKeys.of(SECRET)
QUICK = 0.3  # seconds; what a test waits for somebody who does not answer


@dataclass
class Received:
    """One message as it came in."""

    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> dict[str, Any]:
        read: dict[str, Any] = orjson.loads(self.body)
        return read


@dataclass
class System:
    """A department's own system: keeps what it is sent and replies as it was told to."""

    replies: list[int] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    hangs: bool = False
    before_reply: Callable[[Received], Any] | None = None
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/pushed")
        async def pushed(request: Request) -> Response:
            one = Received(dict(request.headers), await request.body())
            self.received.append(one)
            if self.hangs:
                await self.released.wait()
            if self.before_reply is not None:
                await self.before_reply(one)
            status = self.replies.pop(0) if self.replies else 202
            return Response(status_code=status, headers={"location": "/pushed"})

        return app


@dataclass
class Pushing:
    """A service with one pushed node, the system it goes to, and the way there."""

    approvals: Approvals
    system: System
    way: Web
    url: str

    async def send(self) -> int:
        """What the worker does for this system each second; answers how much was due."""
        approvals = self.approvals
        return await send_due(approvals.bench, approvals.office, self.way, TARGET, approvals.now)

    async def case(self) -> Journey:
        """An accepted case whose police node waits for the system."""
        return await an_accepted_case(self.approvals)

    async def row(self) -> dict[str, Any]:
        """The newest push."""
        row = await self.approvals.pool.fetchrow("SELECT * FROM push ORDER BY push_id DESC LIMIT 1")
        assert row is not None
        return dict(row)

    async def answer(
        self,
        push_id: Any,
        outcome: str = "approved",
        *,
        message_id: str = "answer-1",
        keys: WebhookKeys = KEYS,
        at: datetime | None = None,
        **more: Any,
    ) -> httpx2.Response:
        """The system's signed answer, through the door for anybody."""
        body = orjson.dumps({"outcome": outcome, **more})
        headers = keys.sign(message_id, at or self.approvals.now, body)
        return await self.post_result(push_id, headers, body)

    async def post_result(
        self, push_id: Any, headers: dict[str, str], body: bytes
    ) -> httpx2.Response:
        """Anything at all, sent as a result."""
        anybody = self.approvals.as_("anonymous", **{"content-type": "application/json"})
        return await anybody.post(f"/tasks/pushes/{push_id}/result", headers=headers, content=body)


@asynccontextmanager
async def pushing(approvals: Approvals) -> AsyncIterator[Pushing]:
    """The police decides about seals in a system of its own."""
    definition = barber_shop_source()
    police = next(node for node in definition["nodes"] if node["key"] == "police")
    police |= {"kind": "push", "pushes_to": TARGET}
    async with approvals.work() as work:
        await publish_matter(work, definition)
        await work.commit()
    system, reach = System(), Reach(loopback=True)
    async with served(system.app()) as address, web(reach, QUICK) as way:
        url = f"{address}/pushed"
        approvals.office.targets = {TARGET: a_target(url)}
        yield Pushing(approvals, system, way, url)
        system.released.set()


def a_target(url: str, **changes: Any) -> Target:
    """The police's system."""
    return replace(Target(TARGET, "gaj", url, KEYS), **changes)
