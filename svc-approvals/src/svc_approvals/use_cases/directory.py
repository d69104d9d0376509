"""Keep what the directory tells: organs, officials, the calendar."""

from collections.abc import Sequence

from shared import told_calendar
from shared.database import UnitOfWork
from shared.told_calendar import Day
from svc_approvals.storage import directory
from svc_approvals.storage.cases import recounts
from svc_approvals.storage.directory import Official, Organ


async def keep_organ(work: UnitOfWork, organ: Organ) -> None:
    """Keep an organ as last told."""
    await directory.put_organ(work, organ)


async def keep_official(work: UnitOfWork, official: Official) -> None:
    """Keep an official as last told."""
    await directory.put_official(work, official)


async def keep_calendar(work: UnitOfWork, year: int, days: Sequence[Day]) -> None:
    """Keep the days of a year; clocks count by them, and those already set are counted anew.

    What is known already asks for no recount.
    """
    if list(days) == await told_calendar.days_of(work, year):
        return
    await told_calendar.put_days(work, days)
    await recounts.add(work, year)
