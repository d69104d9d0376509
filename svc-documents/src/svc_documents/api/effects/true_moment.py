"""Which moment a command is of: the earlier of two clocks, this process's and the database's.

What follows from a force by that day is told to the others, and is not told back: a process whose
clock is an hour fast must not end a document before its midnight. Reads say what is in force by
the clock of the process alone; they tell nobody.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from fastapi import Depends, Request

from shared.database import UnitOfWork
from shared.edge import SAFE

DatabaseClock = Callable[[UnitOfWork], Awaitable[datetime]]


async def at_the_earlier_moment(request: Request) -> None:
    """Set the moment of a command back to the database's when that is earlier."""
    if request.method in SAFE:
        return
    work: UnitOfWork = request.state.work
    clock: DatabaseClock = request.app.state.database_clock
    work.now = min(work.now, await clock(work))


AtTheEarlierMoment = Depends(at_the_earlier_moment)
