"""Somebody was served before the paired screens of a window: that is a visit (一次一评)."""

from shared.database import UnitOfWork
from svc_feedback.domain.devices.devices import SHOWN_FOR
from svc_feedback.domain.opportunities import Visit
from svc_feedback.use_cases.devices.prompting import ask_for_review, open_visit
from svc_feedback.use_cases.office import Office


async def end_session(work: UnitOfWork, office: Office, visit: Visit) -> None:
    """Open the visit; the window's evaluators ask if whoever was served still stands there.

    The desk that asks by itself names the same visit. Refused as asking is.
    """
    if work.now < visit.visited_at + SHOWN_FOR:
        await ask_for_review(work, office, visit)
    else:
        await open_visit(work, office, visit)
