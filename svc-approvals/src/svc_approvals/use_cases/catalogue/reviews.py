"""Keep what the feedback service tells of a matter, to be shown on its guide."""

from datetime import datetime
from uuid import UUID

from shared.database import UnitOfWork
from svc_approvals.storage.catalogue import reviews
from svc_approvals.storage.catalogue.reviews import Satisfaction


async def keep_satisfaction(work: UnitOfWork, code: str, told: Satisfaction) -> None:
    """Keep the figures as last told."""
    await reviews.put(work, code, told)


async def keep_improvement(
    work: UnitOfWork, improvement_id: UUID, code: str, text: str, at: datetime
) -> None:
    """Keep what was put right, once; nothing said is nothing kept."""
    if text.strip():
        await reviews.add_improvement(work, improvement_id, code, text.strip(), at)
