"""Prometheus metrics: rates and durations of requests, age of the outbox, use of the pool."""

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from shared.database import Pool

REQUESTS = Counter("http_requests", "Requests answered", ["method", "route", "status"])
SECONDS = Histogram(
    "http_request_seconds", "Seconds until the answer was complete", ["route"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)  # fmt: skip
OUTBOX_ROWS = Gauge("outbox_rows", "Facts recorded and not yet published")
OUTBOX_AGE = Gauge("outbox_oldest_seconds", "Age of the oldest unpublished fact")
POOL_SIZE = Gauge("database_pool_connections", "Connections of the pool", ["state"])

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
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
