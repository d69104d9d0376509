"""Prometheus metrics: requests, the outbox, the pool, what consumers have before them."""

import asyncio

import nats.errors
import nats.js.errors
from nats.aio.client import Client
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from shared import broker
from shared.database import Pool

REQUESTS = Counter("http_requests", "Requests answered", ["method", "route", "status"])
SECONDS = Histogram(
    "http_request_seconds", "Seconds until the answer was complete", ["route"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)  # fmt: skip
OUTBOX_ROWS = Gauge("outbox_rows", "Facts recorded and not yet published")
OUTBOX_AGE = Gauge("outbox_oldest_seconds", "Age of the oldest unpublished fact")
POOL_SIZE = Gauge("database_pool_connections", "Connections of the pool", ["state"])
CONSUMER_PENDING = Gauge("consumer_pending", "Facts before a consumer", ["consumer"])
OUTWARD_OLDEST = Gauge("outward_oldest_seconds", "Age of the oldest row not sent yet", ["queue"])
DEAD_LETTERS = Gauge("dead_letters", "Messages given up, until somebody decides")
BROKER_SECONDS = 1.0

OUTBOX = """
SELECT count(*) AS rows, coalesce(extract(epoch FROM now() - min(recorded_at)), 0) AS age
FROM outbox
"""


async def metrics_page(request: Request) -> Response:
    """``GET /metrics``: what Prometheus scrapes."""
    pool: Pool = request.app.state.pool
    waiting = await pool.fetch(OUTBOX)
    OUTBOX_ROWS.set(waiting[0]["rows"])
    OUTBOX_AGE.set(float(waiting[0]["age"]))
    POOL_SIZE.labels("open").set(pool.get_size())
    POOL_SIZE.labels("idle").set(pool.get_idle_size())
    for measure in getattr(request.app.state, "measures", ()):  # the service's own
        await measure(pool)
    await _measure_broker(request.app.state.client, request.app.state.service)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _measure_broker(client: Client | None, service: str) -> None:
    """What a broker that is away cannot tell is not told."""
    CONSUMER_PENDING.clear()
    if client is None or not client.is_connected:
        return
    try:
        async with asyncio.timeout(BROKER_SECONDS):
            await _measure_streams(client, service)
    except (TimeoutError, nats.errors.Error, nats.js.errors.Error):
        CONSUMER_PENDING.clear()


async def _measure_streams(client: Client, service: str) -> None:
    jetstream = client.jetstream(timeout=BROKER_SECONDS)
    for stream in await jetstream.streams_info():
        name = str(stream.config.name)
        if name == broker.DEAD_STREAM:
            found = await jetstream.stream_info(name, subjects_filter=f"dead.{service}.>")
            DEAD_LETTERS.set(sum((found.state.subjects or {}).values()))
            continue
        for consumer in await jetstream.consumers_info(name):
            if consumer.name.startswith(service):
                waiting = (consumer.num_pending or 0) + (consumer.num_ack_pending or 0)
                CONSUMER_PENDING.labels(consumer.name).set(waiting)
