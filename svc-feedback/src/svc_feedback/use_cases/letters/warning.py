"""Notices before the last day of a letter and after it, each once, in office hours.

And open letters counted anew on a changed calendar.
"""

from datetime import timedelta

from shared.database import UnitOfWork
from shared.events.feedback import LetterDueSoon, LetterOverdue, LetterRecounted
from shared.office_hours import china_time
from shared.work_calendar import CalendarMissing, WorkCalendar
from svc_feedback.domain.bad_reviews.clocks import in_office_hours
from svc_feedback.domain.letters.letters import YELLOW_DAYS
from svc_feedback.domain.letters.limits import Span
from svc_feedback.storage.letters import letters
from svc_feedback.use_cases.letters import messages
from svc_feedback.use_cases.letters.saving import facts
from svc_feedback.use_cases.office import Office

SOON, LATE = 1, 2
AT_ONCE = 200


async def warn_of_letters(work: UnitOfWork, office: Office) -> int:
    """Tell what is due within a working day and what is overdue; answers how many."""
    try:
        calendar = await office.calendar(work)
    except CalendarMissing:
        return 0
    await _recount(work, office, calendar)
    if not in_office_hours(calendar, work.now):
        return 0
    today = china_time(work.now).date()
    late = await letters.open_due_by(work, today - timedelta(days=1), LATE, AT_ONCE)
    for letter in late:
        event = LetterOverdue(**facts(letter), organ_id=letter.organ_id, due_on=letter.due_on)
        await work.announce(letter.letter_id, event)
        await messages.remind(work, letter, messages.OVERDUE)
        await letters.note_told(work, letter.letter_id, LATE)
    by = Span(YELLOW_DAYS, "working_day").end(calendar, today)
    soon = await letters.open_due_by(work, by, SOON, AT_ONCE)
    for letter in soon:
        warned = LetterDueSoon(**facts(letter), organ_id=letter.organ_id, due_on=letter.due_on)
        await work.announce(letter.letter_id, warned)
        await messages.remind(work, letter, messages.DUE_SOON)
        await letters.note_told(work, letter.letter_id, SOON)
    return len(late) + len(soon)


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
