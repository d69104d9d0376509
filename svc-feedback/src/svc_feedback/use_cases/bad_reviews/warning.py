"""Notices before a clock ends, after it, and once more to who supervises; in office hours only."""

from datetime import datetime

from shared.database import Row, UnitOfWork
from shared.events.feedback import BadReviewDueSoon, BadReviewOverdue
from shared.work_calendar import CalendarMissing
from svc_feedback.domain.bad_reviews.clocks import in_office_hours
from svc_feedback.storage.bad_reviews import notices
from svc_feedback.use_cases.office import Office

SOON, LATE, ESCALATED = 1, 2, 3
A_WORKING_DAY = 390  # minutes
AT_ONCE = 200
FACTS = ("bad_review_id", "matter_code", "organ_id", "region_code", "target", "due_at")


async def warn_of_bad_reviews(work: UnitOfWork, office: Office) -> int:
    """Tell what is soon due, overdue, and overdue by a working day; answers how many."""
    try:
        calendar = await office.calendar(work)
    except CalendarMissing:
        return 0
    if not in_office_hours(calendar, work.now):
        return 0
    day_before = calendar.add_working_minutes(work.now, -A_WORKING_DAY).at
    return sum(
        [
            await _tell(work, work.now, LATE),
            await _tell(work, day_before, ESCALATED),
            await _tell(work, work.now, SOON),
        ]
    )


async def _tell(work: UnitOfWork, before: datetime, level: int) -> int:
    rows = await notices.due(work, before, level, AT_ONCE)
    for row in rows:
        await work.announce(row["bad_review_id"], _notice(row, level))
        await notices.note_told(work, row["bad_review_id"], row["position"], level)
    return len(rows)


def _notice(row: Row, level: int) -> BadReviewDueSoon | BadReviewOverdue:
    facts = {name: row[name] for name in FACTS}
    if level == SOON:
        return BadReviewDueSoon(**facts)
    return BadReviewOverdue(**facts, escalated=level == ESCALATED)
