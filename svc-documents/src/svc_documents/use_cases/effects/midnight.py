"""The midnight job: what became another effect with the day is told to the others.

Effect itself is computed on every read; a job that did not run can never make a dead document
look alive. It is told on one of any number of workers (rows locked by one are passed over by the
others), in small batches, each a transaction; what was missed is told on the next look, with the
true date. Which day it is, is decided by the earlier of two clocks, this process's and the
database's: one of them an hour fast tells nothing early.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from shared.database import UnitOfWork
from shared.office_hours import china_time
from shared.working import Bench
from svc_documents.storage.effects import telling
from svc_documents.use_cases.effects.telling import BATCH, tell_due

LOOK_EVERY = timedelta(minutes=1)
LOOK_AGAIN = timedelta(milliseconds=200)  # somebody else holds what is due
DATABASE_CLOCK = "SELECT clock_timestamp()"


async def database_clock(work: UnitOfWork) -> datetime:
    """What the database's server takes the time for."""
    moment: datetime = await work.fetch_value(DATABASE_CLOCK)
    return moment


@dataclass(frozen=True, slots=True)
class Clocks:
    """The two clocks that decide which day it is."""

    own: Callable[[], datetime] = lambda: datetime.now(UTC)
    database: Callable[[UnitOfWork], Awaitable[datetime]] = database_clock


class Look(NamedTuple):
    """What a look found: the moment it was taken for, how much was told, whether some is left."""

    moment: datetime
    told: int
    left: bool

    @property
    def pause(self) -> timedelta:
        """How long to wait for the next look: to midnight at the longest."""
        if self.told == BATCH:
            return timedelta(0)
        return LOOK_AGAIN if self.left else min(LOOK_EVERY, until_midnight(self.moment))


def until_midnight(moment: datetime) -> timedelta:
    """How long it is until the next day begins in the offices."""
    local = china_time(moment)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return midnight - local


async def tell_effects(tools: Bench, clocks: Clocks | None = None) -> None:
    """Look at every midnight, and each minute besides: clocks are set, and machines sleep."""
    while True:
        looked = await look(tools, clocks or Clocks())
        await asyncio.sleep(looked.pause.total_seconds())


async def look(tools: Bench, clocks: Clocks) -> Look:
    """Tell one batch of what is due."""
    async with tools.unit_of_work(clocks.own()) as work:
        moment = min(work.now, await clocks.database(work))
        today = china_time(moment).date()
        told = await tell_due(work, today)
        left = told < BATCH and await telling.left(work, today)
    return Look(moment, told, left)
