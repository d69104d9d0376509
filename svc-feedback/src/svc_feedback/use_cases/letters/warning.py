"""Notices before the last day of a letter and after it, each once, in office hours.

And open letters counted anew on a changed calendar.
"""

from datetime import date, timedelta

from shared.database import UnitOfWork
from shared.events.feedback import LetterDueSoon, LetterOverdue, LetterRecounted
from shared.office_hours import china_time
from shared.work_calendar import CalendarMissing, WorkCalendar
from svc_feedback.domain.bad_reviews.clocks import in_office_hours
from svc_feedback.domain.letters.letters import YELLOW_DAYS
from svc_feedback.domain.letters.limits import Span
from svc_feedback.storage import recipients
from svc_feedback.storage.letters import letters
from svc_feedback.use_cases.letters import messages
from svc_feedback.use_cases.letters.saving import facts
from svc_feedback.use_cases.office import Office

SOON, LATE = 1, 2
NOTICES = {SOON: (LetterDueSoon, messages.DUE_SOON), LATE: (LetterOverdue, messages.OVERDUE)}
AT_ONCE = 200


async def warn_of_letters(work: UnitOfWork, office: Office) -> int:
    """Tell what is due within a working day and what is overdue; answers how many.

    While the directory has told of no account at all, only the facts are told, and messages wait.
    """
    try:
        calendar = await office.calendar(work)
    except CalendarMissing:
        return 0
    await _recount(work, office, calendar)
    if not in_office_hours(calendar, work.now):
        return 0
    today = china_time(work.now).date()
    by = Span(YELLOW_DAYS, "working_day").end(calendar, today)
    reached = await recipients.anybody(work)
    return sum(
        [
            await _tell(work, today - timedelta(days=1), LATE, reached=reached),
            await _tell(work, by, SOON, reached=reached),
        ]
    )


async def _tell(work: UnitOfWork, by: date, level: int, *, reached: bool) -> int:
    notice, template = NOTICES[level]
    due = await letters.open_due_by(work, by, level, AT_ONCE, reached=reached)
    for letter, known in due:
        if not known:
            event = notice(**facts(letter), organ_id=letter.organ_id, due_on=letter.due_on)
            await work.announce(letter.letter_id, event)
        if reached:
            await messages.remind(work, letter, template)
        await letters.note_told(work, letter.letter_id, level, reached=reached)
    return len(due)


async def _recount(work: UnitOfWork, office: Office, calendar: WorkCalendar) -> None:
    """Count the open letters anew when the State Council's notice has changed the calendar."""
    if office.letters_counted_on == calendar.fingerprint:
        return
    for letter in await letters.open_ones(work):
        if letter.recount(calendar, office.letters.limits_of(letter.region_code)):
            await letters.move_due(work, letter)
            moved = LetterRecounted(**facts(letter), organ_id=letter.organ_id, due_on=letter.due_on)
            await work.announce(letter.letter_id, moved)
    office.letters_counted_on = calendar.fingerprint
