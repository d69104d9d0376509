"""Lists of bad reviews, for desks and for everybody."""

from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.identity import Caller
from shared.pages import PageRequest
from svc_feedback.storage.bad_reviews import lists
from svc_feedback.storage.bad_reviews.lists import Wanted
from svc_feedback.use_cases.bad_reviews.stepping import reader_of

Rows = tuple[list[Row], int | None]


async def list_bad_reviews(
    work: UnitOfWork, caller: Caller, page: PageRequest, wanted: Wanted
) -> Rows:
    """The organ's (a supervisor's: the region's): open ones by what is due first."""
    reader = reader_of(caller)
    after = page.after_of(datetime.fromisoformat, UUID)
    rows = await lists.queue(work, reader, wanted, after, page.fetch)
    return rows, await lists.count_queue(work, reader, wanted) if page.count else None


async def list_improvements(work: UnitOfWork, page: PageRequest, matter_code: str) -> Rows:
    """What bad reviews changed at a matter, the last first."""
    after = page.after_of(datetime.fromisoformat, UUID)
    rows = await lists.improvements(work, matter_code, after, page.fetch)
    return rows, await lists.count_improvements(work, matter_code) if page.count else None
