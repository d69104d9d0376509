"""Builders of issued cases, and of a courier that really listens."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx2
import orjson
from approvals_building import DEPARTMENTS, Approvals, Journey, an_accepted_case
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from serving import served

from shared.moments import on_the_wire
from svc_approvals.adapters.couriers import HttpCourier
from svc_approvals.domain.addresses import Reach
from svc_approvals.domain.webhooks import WebhookKeys
from svc_approvals.use_cases.deliveries.rounds import errands_due

KEYS = WebhookKeys.of("whsec_" + base64.b64encode(b"c" * 32).decode())
HOUR = timedelta(hours=1)


async def an_issued_case(approvals: Approvals, delivery: str) -> Journey:
    """Everything approved and handed out; the results wait to be delivered."""
    journey = await an_accepted_case(approvals, delivery=delivery)
    for key in DEPARTMENTS:
        await journey.decide(key)
    await journey.supply_deferred()
    issued = await journey.decide("issue")
    assert issued.status_code == 200, issued.text
    return journey


@dataclass
class Carrier:
    """A courier's system, and the service that orders from it."""

    approvals: Approvals
    orders: list[dict[str, Any]] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    replies: list[int] = field(default_factory=list)
    seen: list[dict[str, str]] = field(default_factory=list)

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/orders")
        async def place(request: Request) -> Response:
            body = await request.body()
            KEYS.verify(dict(request.headers), body, self.approvals.now)
            self.orders.append(orjson.loads(body))
            self.seen.append(dict(request.headers))
            status = self.replies.pop(0) if self.replies else 200
            waybill_no = "EX" + self.orders[-1]["order_id"][-12:]
            return JSONResponse({"waybill_no": waybill_no}, status)

        @app.post("/orders/{order_id}/cancel")
        async def cancel(order_id: str, request: Request) -> Response:
            KEYS.verify(dict(request.headers), await request.body(), self.approvals.now)
            self.cancelled.append(order_id)
            return JSONResponse({})

        return app

    async def work(self) -> int:
        """What the worker does each second; answers how many errands were due."""
        approvals, courier = self.approvals, self.approvals.office.courier
        assert courier is not None
        return await errands_due(approvals.bench, approvals.office, courier, approvals.now)

    @property
    def waybill_no(self) -> str:
        """The newest parcel's number."""
        return "EX" + str(self.orders[-1]["order_id"][-12:])

    async def tell(
        self, state: str, at: datetime | None = None, *, event_id: str = "", **changes: Any
    ) -> httpx2.Response:
        """Signed news of the newest parcel."""
        moment = at or self.approvals.now
        news = {"waybill_no": self.waybill_no, "state": state, "at": on_the_wire(moment)}
        body = orjson.dumps(news | changes)
        name = event_id or f"{state}-{moment:%d%H%M}"
        return await self.post(KEYS.sign(name, self.approvals.now, body), body)

    async def post(
        self, headers: dict[str, str], body: bytes, media_type: str = "application/json"
    ) -> httpx2.Response:
        """Anything at all, sent as news."""
        anybody = self.approvals.as_("anonymous", **{"content-type": media_type})
        return await anybody.post("/deliveries/events", headers=headers, content=body)

    async def delivery(self) -> dict[str, Any]:
        """The newest delivery's row."""
        row = await self.approvals.pool.fetchrow(
            "SELECT * FROM delivery ORDER BY delivery_id DESC LIMIT 1"
        )
        assert row is not None
        return dict(row)


@asynccontextmanager
async def carrying(approvals: Approvals) -> AsyncIterator[Carrier]:
    """A courier in use."""
    carrier = Carrier(approvals)
    async with served(carrier.app()) as address:
        approvals.office.courier = HttpCourier("EMS", address, KEYS, Reach(loopback=True))
        yield carrier
