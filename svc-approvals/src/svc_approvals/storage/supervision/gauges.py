"""The business itself, counted at every scrape: each from a partial index, some milliseconds."""

from datetime import UTC, datetime

from prometheus_client import Gauge

from shared.database import Pool

OVERDUE_NODES = Gauge("approvals_overdue_nodes", "Nodes at work past their promised limit")
OPEN_CASES = Gauge("approvals_open_cases", "Cases under way", ["state"])
TIMERS_DUE = Gauge("approvals_timers_due", "Timers that are due and have not rung")
UNCOUNTED_CASES = Gauge("approvals_uncounted_cases", "Closed cases that are not in the figures")
OVERDUE = "SELECT count(*) FROM node WHERE state = 'active' AND promised_due < $1"
OPEN = """
SELECT state, count(*) AS number FROM kase WHERE state NOT IN ('draft', 'closed') GROUP BY state
"""
DUE = "SELECT count(*) FROM timer WHERE due_at <= $1"
UNCOUNTED = "SELECT count(*) FROM kase WHERE state = 'closed' AND NOT counted"


async def measure(pool: Pool) -> None:
    """Overdue nodes, open cases by state, timers that should have rung, figures to come."""
    await measure_at(pool, datetime.now(UTC))


async def measure_at(pool: Pool, now: datetime) -> None:
    """The same at a moment."""
    async with pool.acquire() as connection:
        OVERDUE_NODES.set(await connection.fetchval(OVERDUE, now))
        TIMERS_DUE.set(await connection.fetchval(DUE, now))
        UNCOUNTED_CASES.set(await connection.fetchval(UNCOUNTED))
        OPEN_CASES.clear()
        for row in await connection.fetch(OPEN):
            OPEN_CASES.labels(row["state"]).set(row["number"])
