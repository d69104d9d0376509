"""Keep what the feedback service tells of a matter, to be shown on its guide."""

from shared.database import UnitOfWork
from svc_approvals.storage.catalogue import reviews
from svc_approvals.storage.catalogue.reviews import Improvement, Satisfaction

EXPLAINED_ONLY = "nothing"


async def keep_satisfaction(work: UnitOfWork, code: str, told: Satisfaction) -> None:
    """Keep the figures as last told."""
    await reviews.put(work, code, told)


async def keep_improvement(work: UnitOfWork, code: str, made: Improvement) -> None:
    """Keep what was put right, once; where nothing was changed nothing is kept."""
    if made.text and made.change != EXPLAINED_ONLY:
        await reviews.add_improvement(work, code, made)
