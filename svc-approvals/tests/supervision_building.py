"""A region with ended and running cases, counted."""

from approvals_building import Approvals
from case_building import at
from generating import generated

from svc_approvals.use_cases.supervision.counting import count_ended

MIDDLE_OF_THE_YEAR = at("2026-06-16 10:05")
CASES = 120


async def a_busy_region(approvals: Approvals, cases: int = CASES) -> Approvals:
    """A hundred and twenty made-up cases of the barber shop, in the middle of the year."""
    approvals.set_clock(MIDDLE_OF_THE_YEAR)
    await generated(approvals, cases=cases)
    return approvals


async def count(approvals: Approvals) -> int:
    """What the worker does each second; answers how many cases were counted."""
    async with approvals.work(locks=True) as work:
        counted = await count_ended(work, approvals.office)
        await work.commit()
    return counted
