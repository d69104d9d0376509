"""Notices before a clock ends, after it, and once more to who supervises; in office hours only."""

from datetime import datetime

from shared.database import Row, UnitOfWork
from shared.events.feedback import BadReviewDueSoon, BadReviewOverdue
from shared.work_calendar import CalendarMissing
from svc_feedback.domain.bad_reviews.clocks import in_office_hours
from svc_feedback.domain.bad_reviews.kinds import BadReviewState
from svc_feedback.domain.bad_reviews.limits import Target
from svc_feedback.storage import recipients
from svc_feedback.storage.bad_reviews import notices
from svc_feedback.use_cases.bad_reviews import messages
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.sending import send

SOON, LATE, ESCALATED = 1, 2, 3
A_WORKING_DAY = 390  # minutes
AT_ONCE = 200
FACTS = ("bad_review_id", "matter_code", "organ_id", "region_code", "target", "due_at")


async def warn_of_bad_reviews(work: UnitOfWork, office: Office) -> int:
    """Tell what is soon due, overdue, overdue by a working day, and to be put right again.

    Who handles it is told, and from the end of the time on who supervises; answers how many. While
    the directory has told of no account at all, only the facts are, and messages wait for one.
    """
    try:
        calendar = await office.calendar(work)
    except CalendarMissing:
        return 0
    if not in_office_hours(calendar, work.now):
        return 0
    day_before = calendar.add_working_minutes(work.now, -A_WORKING_DAY).at
    reached = await recipients.anybody(work)
    return sum(
        [
            await _tell(work, work.now, LATE, reached=reached),
            await _tell(work, day_before, ESCALATED, reached=reached),
            await _tell(work, work.now, SOON, reached=reached),
            await _tell_again(work) if reached else 0,
        ]
    )


async def _tell(work: UnitOfWork, before: datetime, level: int, *, reached: bool) -> int:
    rows = await notices.due(work, before, level, AT_ONCE, reached=reached)
    for row in rows:
        about = row["bad_review_id"]
        if row["announced"] < level:
            await work.announce(about, _notice(row, level))
        if reached:
            await _message(work, row, level)
        await notices.note_told(work, about, row["position"], level, reached=reached)
    return len(rows)


async def _message(work: UnitOfWork, row: Row, level: int) -> None:
    duty, due = messages.DUTIES[Target(row["target"])], messages.moment(row["due_at"])
    about = f"{row['bad_review_id']}:{row['position']}:{row['due_at'].isoformat()}"
    said = {"matter_name": row["matter_name"], "duty": duty, "due": due}
    if level == ESCALATED:
        why = f"应当在 {due} 前{duty}，逾期已满一个工作日"
        said = {"matter_name": row["matter_name"], "why": why}
        await send(work, await messages.supervisors(work, row), messages.ESCALATED, said, about)
        return
    template = messages.DUE_SOON if level == SOON else messages.OVERDUE
    to = await messages.handlers(work, row)
    if level == LATE:
        to += await messages.supervisors(work, row)
    await send(work, to, template, said, about)


async def _tell_again(work: UnitOfWork) -> int:
    rows = await notices.again(work, AT_ONCE)
    for row in rows:
        about = f"{row['bad_review_id']}:round:{row['told']}"
        said = {"matter_name": row["matter_name"]}
        if row["state"] == BadReviewState.ESCALATED:
            said["why"] = messages.NOT_CONTENT
            to = await messages.supervisors(work, row)
            await send(work, to, messages.ESCALATED, said, about)
        else:
            said["due"] = messages.moment(row["due_at"])
            await send(work, await messages.handlers(work, row), messages.AGAIN, said, about)
        await notices.note_round_told(work, row["bad_review_id"], row["told"])
    return len(rows)


def _notice(row: Row, level: int) -> BadReviewDueSoon | BadReviewOverdue:
    facts = {name: row[name] for name in FACTS}
    if level == SOON:
        return BadReviewDueSoon(**facts)
    return BadReviewOverdue(**facts, escalated=level == ESCALATED)
