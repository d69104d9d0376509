"""``generate``: made-up reviews in the proportions of a province's month, in bulk and counted."""

from datetime import UTC, datetime
from itertools import islice

import structlog

from svc_feedback.settings import Settings
from svc_feedback.storage.made_up import rows
from svc_feedback.storage.made_up.counting import counts
from svc_feedback.storage.made_up.reviews import Order, made_up

log = structlog.get_logger("generator")

AT_ONCE = 50_000


async def generate(settings: Settings, *, cases: int, seed: int, days: int) -> None:
    """Make up so many reviews over the days until now."""
    order = Order(cases, seed, days, datetime.now(UTC).replace(minute=0, second=0, microsecond=0))
    await make_reviews(settings.dsn, order)


async def make_reviews(dsn: str, order: Order) -> None:
    """Write them batch by batch; each with its counts in one transaction."""
    connection = await rows.open_connection(dsn)
    coming, written = made_up(order), 0
    try:
        while batch := list(islice(coming, AT_ONCE)):
            await rows.write(connection, batch, counts(batch))
            written += len(batch)
            log.info("made up", opportunities=written, of=order.opportunities)
    finally:
        await connection.close()
