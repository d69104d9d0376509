"""Forget how answers were given, once nobody needs to know any more."""

from datetime import timedelta

from shared.database import UnitOfWork
from svc_feedback.storage.judging import forgetting

AT_ONCE = 5000


async def forget_circumstances(work: UnitOfWork, kept_for: timedelta) -> bool:
    """Forget the oldest that are over; whether more may be waiting.

    What nobody has examined yet waits for it, however old it is.
    """
    return await forgetting.forget(work, work.now - kept_for, AT_ONCE) == AT_ONCE
