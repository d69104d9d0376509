"""Keep what the directory tells: organs and officials."""

from shared.database import UnitOfWork
from svc_budget.storage import directory
from svc_budget.storage.directory import Official, Organ


async def keep_organ(work: UnitOfWork, organ: Organ) -> None:
    """Keep an organ as last told."""
    await directory.put_organ(work, organ)


async def keep_official(work: UnitOfWork, official: Official) -> None:
    """Keep an official as last told."""
    await directory.put_official(work, official)
