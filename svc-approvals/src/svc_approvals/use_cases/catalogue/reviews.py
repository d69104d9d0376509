"""Keep what the feedback service tells of a matter, to be shown on its guide."""

from shared.database import UnitOfWork
from svc_approvals.storage.catalogue import reviews
from svc_approvals.storage.catalogue.reviews import Satisfaction


async def keep_satisfaction(work: UnitOfWork, code: str, told: Satisfaction) -> None:
    """Keep the figures as last told."""
    await reviews.put(work, code, told)
