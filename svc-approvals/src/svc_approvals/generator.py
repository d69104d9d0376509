"""``generate``: made-up cases with whole histories, written in bulk and counted."""

from datetime import UTC, datetime

import structlog

from shared.database import Pool, UnitOfWork, open_pool, unit_of_work
from svc_approvals.settings import ApprovalsSettings
from svc_approvals.storage.histories import bulk
from svc_approvals.use_cases.histories.making import Batch, Order, make_histories
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.supervision.counting import count_ended

log = structlog.get_logger("generator")

ACTOR = "system:svc-approvals"
COUNTED_AT_ONCE = 3000


async def generate(settings: ApprovalsSettings, *, cases: int, seed: int, days: int) -> None:
    """Make up cases over the published matters, as of now; ValueError when there is none."""
    now = datetime.now(UTC)
    await made_up(settings, settings.office(), now, cases=cases, seed=seed, days=days)


async def made_up(
    settings: ApprovalsSettings, office: Office, now: datetime, *, cases: int, seed: int, days: int
) -> None:
    """The same, as of a moment."""
    pool = await open_pool(settings.dsn, size=1, application="svc-approvals-generate")
    connection = await bulk.open_connection(settings.dsn)
    written = 0

    async def keep(batch: Batch) -> None:
        nonlocal written
        await bulk.write(connection, *batch.parts())
        written += len(batch.stories)
        log.info("made up", cases=written, of=cases)

    try:
        async with UnitOfWork(pool, now, actor=ACTOR) as work:
            await make_histories(work, office, Order(cases, seed, days), keep)
        await bulk.analyze(settings.owner_dsn)
        await _count_all(pool, office, now)
        await bulk.analyze(settings.owner_dsn)
    finally:
        await connection.close()
        await pool.close()


async def _count_all(pool: Pool, office: Office, now: datetime) -> None:
    """Bring the figures up to what was made up."""
    counted = COUNTED_AT_ONCE
    while counted == COUNTED_AT_ONCE:
        async with unit_of_work(pool, now, actor=ACTOR) as unit:
            counted = await count_ended(unit, office, COUNTED_AT_ONCE)
