"""The calendar was set anew: every open bad review is counted on it, and what moved is told."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from uuid import UUID

import structlog

from shared.database import UnitOfWork
from shared.events.feedback import BadReviewRecounted
from shared.office_hours import china_time
from shared.work_calendar import CalendarMissing, OutsideCalendar, WorkCalendar
from svc_feedback.domain.bad_reviews.bad_reviews import Actor, BadReview
from svc_feedback.domain.bad_reviews.kinds import StepKind
from svc_feedback.domain.bad_reviews.limits import Target
from svc_feedback.domain.bad_reviews.recounting import Recounted, recount
from svc_feedback.storage.bad_reviews import bad_reviews, steps
from svc_feedback.use_cases.bad_reviews.receiving import NOBODY
from svc_feedback.use_cases.bad_reviews.stepping import facts
from svc_feedback.use_cases.office import Office

AT_ONCE = 200
TARGETS = {Target.CONTACT: "联系", Target.RECTIFY: "整改", Target.REVISIT: "回访"}
UnitOf = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
log = structlog.get_logger("work")


async def recount_bad_reviews(unit_of: UnitOf, office: Office, counted_on: str) -> str:
    """Count those that are open anew, unless the calendar is the one they were counted on.

    Answers the calendar they are counted on now; some hundreds are one transaction.
    """
    fingerprint = ""
    after: UUID | None = None
    more = True
    while more:
        async with unit_of() as work:
            try:
                calendar = await office.calendar(work)
            except CalendarMissing:
                return counted_on
            fingerprint = fingerprint or calendar.fingerprint
            if fingerprint == counted_on:
                return counted_on
            found = await bad_reviews.open_after(work, after, AT_ONCE)
            for bad in found:
                await _recount(work, office, calendar, bad)
        more = len(found) == AT_ONCE
        after = found[-1].bad_review_id if found else None
    return fingerprint


async def _recount(
    work: UnitOfWork, office: Office, calendar: WorkCalendar, bad: BadReview
) -> None:
    extension = office.bad_reviews.limits_of(bad.region_code).extension
    extended_at = await steps.extended_at(work, bad.bad_review_id)
    try:
        moved = recount(bad, calendar, extension, extended_at)
    except OutsideCalendar:
        log.warning("bad review begins before the calendar", bad_review_id=str(bad.bad_review_id))
        return
    if moved:
        await bad_reviews.keep(work, bad)
        await _tell(work, bad, moved)


async def _tell(work: UnitOfWork, bad: BadReview, moved: list[Recounted]) -> None:
    for one in moved:
        told = BadReviewRecounted(
            **facts(bad), target=one.target.value, due_at=one.due_at, due_before=one.due_before
        )
        await work.announce(bad.bad_review_id, told)
    note = "；".join(_words(one) for one in moved)
    actor = Actor("", NOBODY)
    await steps.add(work, bad, StepKind.RECOUNT, bad.state, actor, f"工作日历调整：{note}。")


def _words(one: Recounted) -> str:
    before, due_at = (f"{china_time(at):%Y-%m-%d %H:%M}" for at in (one.due_before, one.due_at))
    return f"{TARGETS[one.target]}期限由{before}改为{due_at}"
