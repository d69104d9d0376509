"""Once a night the rows that policies are matched with are laid in the order of their places."""

import asyncio
from datetime import UTC, datetime, timedelta

from shared.office_hours import china_time
from shared.working import Bench
from svc_policy_match.storage.reverse.order import is_orderly, lay_in_order

AT_HOUR = 3  # in China, when nobody asks much


async def keep_orderly(tools: Bench) -> None:
    """The job: waits for the night, looks, and lays them in order where that is due."""
    while True:
        await asyncio.sleep(until_night(datetime.now(UTC)).total_seconds())
        await lay_rows_in_order(tools)


async def lay_rows_in_order(tools: Bench) -> bool:
    """Whether it was due."""
    async with tools.pool.acquire() as connection:
        due = not await is_orderly(connection)
        if due:
            await lay_in_order(connection)
    return due


def until_night(moment: datetime) -> timedelta:
    """How long it is until the next three o'clock."""
    local = china_time(moment)
    night = local.replace(hour=AT_HOUR, minute=0, second=0, microsecond=0)
    return night - local if night > local else night + timedelta(days=1) - local
