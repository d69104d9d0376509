"""Show how bad reviews were dealt with."""

from uuid import UUID

from shared.database import UnitOfWork
from svc_feedback.domain.periods import Period
from svc_feedback.domain.statistics.handling import Handling
from svc_feedback.storage import handling


async def summarise_handling(
    work: UnitOfWork, region: str, organ_id: UUID | None, period: Period
) -> Handling:
    """The bad reviews given in a period, as far as they are dealt with by now."""
    counted, _ = await handling.of_region(work, region, period, organ_id)
    return counted
