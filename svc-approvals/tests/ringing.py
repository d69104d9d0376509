"""Timers as a worker has them in hand: claimed, then rung one by one."""

from approvals_building import Approvals, Journey

from svc_approvals.storage.cases import timers
from svc_approvals.storage.cases.timers import Ring
from svc_approvals.use_cases.cases.ring_timers import ring


async def rang(journey: Journey) -> list[tuple[str, int, bool]]:
    """Which nodes' clocks rang: at what share of the limit, and whether it was over."""
    rows = await journey.approvals.pool.fetch(
        "SELECT data FROM journal WHERE subject LIKE '%node_clock_rang%' ORDER BY sequence"
    )
    return [(r["data"]["node_key"], r["data"]["percent"], r["data"]["overdue"]) for r in rows]


async def claimed(approvals: Approvals) -> list[Ring]:
    """What a worker has claimed and not yet let ring."""
    async with approvals.work() as work:
        due = await timers.claim_due(work)
        await work.commit()
    return list(due)


async def let_ring(approvals: Approvals, one: Ring) -> None:
    """Let one timer ring."""
    async with approvals.work(locks=True) as work:
        await ring(work, approvals.office, one)
        await work.commit()
