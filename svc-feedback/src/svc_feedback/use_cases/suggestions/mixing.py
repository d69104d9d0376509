"""What the box does to itself at night."""

from shared.database import UnitOfWork
from shared.office_hours import china_time
from svc_feedback.storage.suggestions import suggestions


async def mix_suggestions(work: UnitOfWork) -> int:
    """Shuffle the slips of days gone by; answers how many were laid anew."""
    return await suggestions.mix(work, china_time(work.now).date())
