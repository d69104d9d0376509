"""Builders for the tests of bad reviews, in memory."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import yaml

from shared.office_hours import CHINA_TIME
from shared.work_calendar import DayKind, WorkCalendar
from svc_feedback.domain.bad_reviews import handling
from svc_feedback.domain.bad_reviews.bad_reviews import Actor, BadReview, Turn
from svc_feedback.domain.bad_reviews.kinds import AttemptChannel, ChangeKind, Grade, Verdict
from svc_feedback.domain.bad_reviews.limits import BadReviewLimits
from svc_feedback.domain.bad_reviews.rules import BadReviewRules, read_bad_review_rules

FILE = Path(__file__).resolve().parents[1] / "demo" / "deadlines.yaml"
FRIDAY = 4
OFF = {date(2026, 1, 1), date(2026, 1, 2)}
MADE_UP = {date(2026, 1, 4)}  # a Sunday on which offices work
REGION = "431202"
ORGAN, OTHER_ORGAN = UUID(int=1), UUID(int=2)
DESK, HANDLER, REVIEWED = (Actor(f"HC-{number}", ORGAN) for number in (11, 12, 13))
SUPERVISOR = Actor("HC-21", UUID(int=3), supervises=True)
OWN_SUPERVISOR = Actor("HC-22", ORGAN, supervises=True)


def china(month: int, day: int, hour: int = 10, minute: int = 0, year: int = 2026) -> datetime:
    """A moment on the clocks of offices."""
    return datetime.combine(date(year, month, day), time(hour, minute), CHINA_TIME)


MONDAY = china(1, 5)


def a_work_calendar(*more_off: date) -> WorkCalendar:
    """A holiday at New Year, and a Sunday to make up for it; perhaps more days off."""
    off = OFF | set(more_off)
    days = [date(2025, 12, 1) + timedelta(days=number) for number in range(400)]
    return WorkCalendar(
        {
            day: DayKind(working=day in MADE_UP or (day.weekday() <= FRIDAY and day not in off))
            for day in days
        }
    )


CALENDAR = a_work_calendar()


def the_rules() -> BadReviewRules:
    """Those of the demonstration."""
    return read_bad_review_rules(yaml.safe_load(FILE.read_text("utf-8")))


LIMITS = the_rules().limits_of(REGION)


def turn(actor: Actor, now: datetime = MONDAY, limits: BadReviewLimits = LIMITS) -> Turn:
    """Somebody's turn at a moment."""
    return Turn(actor, now, CALENDAR, limits)


def a_received(now: datetime = MONDAY, limits: BadReviewLimits = LIMITS) -> BadReview:
    """One that has just come in, about a member of staff who is known."""
    bad = BadReview(
        uuid4(), uuid4(), "HC-YJS-0001", REGION, ORGAN, 2, named=True, received_at=now,
        reviewed=frozenset({REVIEWED.staff_no}),
    )  # fmt: skip
    handling.receive(bad, turn(DESK, now, limits))
    return bad


def an_assigned(now: datetime = MONDAY) -> BadReview:
    """One that has its handler."""
    bad = a_received(now)
    handling.triage(bad, turn(DESK, now), Grade.SIMPLE)
    handling.assign(bad, turn(DESK, now), HANDLER.staff_no)
    return bad


def a_rectifying(now: datetime = MONDAY) -> BadReview:
    """One that is true, and being put right."""
    bad = an_assigned(now)
    handling.attempt(bad, turn(HANDLER, now), AttemptChannel.PHONE, reached=True)
    handling.verify(bad, turn(HANDLER, now), Verdict.TRUE)
    handling.rectify(bad, turn(HANDLER, now))
    return bad


def a_replied(now: datetime = MONDAY) -> BadReview:
    """One that is answered."""
    bad = a_rectifying(now)
    answer_it(bad, now)
    return bad


def answer_it(bad: BadReview, now: datetime = MONDAY) -> None:
    """The handler replies, and says what changed."""
    handling.reply(
        bad, turn(HANDLER, now), "已经改正。", ChangeKind.GUIDE, "承诺时限改为五个工作日。"
    )
