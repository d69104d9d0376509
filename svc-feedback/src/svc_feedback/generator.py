"""``generate``: made-up reviews in the proportions of a province's month, in bulk and counted."""

from datetime import UTC, datetime
from itertools import islice

import structlog

from shared.database import Pool, UnitOfWork, open_pool
from svc_feedback.domain.made_up.counting import counts
from svc_feedback.domain.made_up.reviews import Order, made_up
from svc_feedback.settings import Settings
from svc_feedback.storage import made_up as bulk

log = structlog.get_logger("generator")

ACTOR = "system:svc-feedback"
AT_ONCE = 50_000


async def generate(settings: Settings, *, cases: int, seed: int, days: int) -> None:
    """Make up so many reviews over the days until now."""
    order = Order(cases, seed, days, datetime.now(UTC).replace(minute=0, second=0, microsecond=0))
    pool = await open_pool(settings.dsn, size=1, application="svc-feedback-generate")
    try:
        await make_reviews(pool, order)
    finally:
        await pool.close()


async def make_reviews(pool: Pool, order: Order) -> None:
    """Write them batch by batch; each with its counts in one transaction."""
    coming, written = made_up(order), 0
    while batch := list(islice(coming, AT_ONCE)):
        async with UnitOfWork(pool, order.until, actor=ACTOR) as work:
            await bulk.add(work, batch)
            await bulk.add_counts(work, counts(batch))
            await work.commit()
        written += len(batch)
        log.info("made up", opportunities=written, of=order.opportunities)
