"""Keep what the directory tells: organs."""

from shared.database import UnitOfWork
from svc_policy_match.storage import directory
from svc_policy_match.storage.directory import Organ


async def keep_organ(work: UnitOfWork, organ: Organ) -> None:
    """Keep an organ as last told."""
    await directory.put_organ(work, organ)
