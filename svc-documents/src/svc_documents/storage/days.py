"""Days in the offices, and as they are kept in JSON."""

from datetime import date

from shared.database import UnitOfWork
from shared.office_hours import china_time


def today_of(work: UnitOfWork) -> date:
    """The day it is in Asia/Shanghai; the one that decides about effect."""
    return china_time(work.now).date()


def day_of(kept: str) -> date:
    """A day as it was kept in JSON."""
    return date.fromisoformat(kept)
