"""Count open requests anew when a calendar is told."""

from shared.database import UnitOfWork
from shared.events.documents import DisclosureRecounted
from shared.told_calendar import all_days
from shared.work_calendar import WorkCalendar
from svc_documents.storage.disclosure_requests import requests
from svc_documents.use_cases.disclosure_requests.saving import facts


async def recount_requests(work: UnitOfWork) -> int:
    """Every open request whose last day is another now; answers how many.

    One begun before the first known day keeps its last day: a calendar is not lost for its sake.
    """
    calendar = WorkCalendar.of(await all_days(work))
    changed = 0
    for request in await requests.open_ones(work):
        before = request.due_on
        if request.begun_on >= calendar.first and request.recount(calendar):
            changed += 1
            await requests.keep_due(work, request)
            event = DisclosureRecounted(**facts(request), due_before=before)
            await work.announce(request.request_id, event)
    return changed
