"""Lists of letters, and the monthly table."""

from calendar import monthrange
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.identity import Caller
from shared.office_hours import china_time
from shared.pages import PageRequest
from svc_feedback.domain.letters.figures import LetterFigures
from svc_feedback.domain.letters.reasons import LetterNotFound
from svc_feedback.storage.letters import lists
from svc_feedback.storage.letters.lists import Published
from svc_feedback.use_cases.letters.saving import reader_of

Rows = tuple[list[Row], int | None]
COUNTED = (
    "received", "refused", "answered", "answered_in_time", "overdue_open", "rated", "satisfied",
)  # fmt: skip


async def list_own_letters(work: UnitOfWork, caller: Caller, page: PageRequest) -> Rows:
    """The caller's letters, the newest first; the total when asked for."""
    (before,) = page.after_of(UUID)
    rows = await lists.own(work, caller.subject_id, before, page.fetch)
    return rows, await lists.count_own(work, caller.subject_id) if page.count else None


async def list_letter_queue(
    work: UnitOfWork, caller: Caller, page: PageRequest, state: str | None
) -> Rows:
    """What the caller's organ (a supervisor's region) has, the one due first first."""
    reader = reader_of(caller)
    day, letter_id = page.after_of(date.fromisoformat, UUID)
    rows = await lists.queue(work, reader, state, (day, letter_id), page.fetch)
    return rows, await lists.count_queue(work, reader, state) if page.count else None


async def list_published_letters(work: UnitOfWork, page: PageRequest, wanted: Published) -> Rows:
    """What everybody may read, the last answered first."""
    day, letter_id = page.after_of(date.fromisoformat, UUID)
    rows = await lists.published(work, wanted, (day, letter_id), page.fetch)
    return rows, await lists.count_published(work, wanted) if page.count else None


async def show_published_letter(work: UnitOfWork, letter_id: UUID) -> Row:
    """One of them; refused with LetterNotFound."""
    row = await lists.one_published(work, letter_id)
    if row is None:
        raise LetterNotFound
    return row


async def monthly_table(
    work: UnitOfWork, region_code: str, year: int, month: int
) -> list[tuple[Row, LetterFigures]]:
    """A region's letters received in a month, by organ."""
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    rows = await lists.month(work, region_code, first, last, china_time(work.now).date())
    return [(row, LetterFigures(*(row[name] for name in COUNTED))) for row in rows]
