"""What the box does to itself at night."""

from shared.database import UnitOfWork
from shared.office_hours import china_time
from svc_feedback.storage.suggestions import suggestions
from svc_feedback.storage.voice import messages


async def mix_suggestions(work: UnitOfWork) -> int:
    """Let the analysis hear the slips of days gone by, then shuffle them; answers how many."""
    today = china_time(work.now).date()
    await messages.take_suggestions(work, today)
    return await suggestions.mix(work, today)
