"""Keep what the directory tells."""

from uuid import UUID

from shared.database import UnitOfWork
from svc_feedback.domain.organs import AddresseeUnknown
from svc_feedback.storage import directory
from svc_feedback.storage.directory import Official, Organ


async def keep_organ(work: UnitOfWork, organ: Organ) -> None:
    """An organ is new, or has another name."""
    await directory.put_organ(work, organ)


async def keep_official(work: UnitOfWork, official: Official) -> None:
    """An official is new, has moved, or has left."""
    await directory.put_official(work, official)


async def known_organ(work: UnitOfWork, organ_id: UUID) -> Organ:
    """An organ somebody names; refused with AddresseeUnknown."""
    found = await directory.organ(work, organ_id)
    if found is None:
        raise AddresseeUnknown.at()
    return found
