"""A calendar that is set anew moves what is still due, as if it had been known all along."""

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

import pytest
from bad_reviews_building import (
    CALENDAR,
    DESK,
    LIMITS,
    MONDAY,
    OWN_SUPERVISOR,
    SUPERVISOR,
    a_received,
    a_rectifying,
    a_replied,
    a_work_calendar,
    china,
    turn,
)

from shared.work_calendar import WorkCalendar
from svc_feedback.domain.bad_reviews import ending, handling
from svc_feedback.domain.bad_reviews.bad_reviews import BadReview, Turn
from svc_feedback.domain.bad_reviews.kinds import AppealKind, Grade
from svc_feedback.domain.bad_reviews.limits import Target
from svc_feedback.domain.bad_reviews.recounting import recount

HOLIDAY = (date(2026, 1, 6), date(2026, 1, 7), date(2026, 1, 15))
NEW = a_work_calendar(*HOLIDAY)
EXTENDED, APPEALED, REJECTED = china(1, 8, 15), china(1, 9, 11), china(1, 13, 16)


def counted(bad: BadReview, extended_at: datetime | None = None) -> list[datetime]:
    """The new ends of what moved."""
    return [one.due_at for one in recount(bad, NEW, LIMITS.extension, extended_at)]


def lived(steps: str, calendar: WorkCalendar) -> BadReview:
    """One that was received on Monday and extended (e) and appealed in vain (a), in this order."""
    bad = a_received()
    bad.clocks.clear()
    handling.receive(bad, replace(turn(DESK), calendar=calendar))

    def at(now: datetime) -> Turn:
        return replace(turn(SUPERVISOR, now), calendar=calendar)

    for step in steps:
        if step == "e":
            first = steps.index("e") < steps.find("a") or "a" not in steps
            handling.extend(bad, at(EXTENDED if first else china(1, 14)))
        else:
            desk = Turn(DESK, APPEALED, calendar, LIMITS)
            ending.file_appeal(bad, desk, uuid4(), AppealKind.MISTAKEN, "不是我们的。")
            ending.decide_appeal(bad, at(REJECTED), upheld=False, reason="是。")
    return bad


def test_days_that_become_a_holiday_move_what_is_due() -> None:
    bad = a_received()
    assert counted(bad) == [china(1, 8, 17), china(1, 14, 17)]
    assert counted(bad) == []


def test_old_and_new_ends_are_told_of_each_target() -> None:
    contact, rectify = recount(a_received(), NEW, LIMITS.extension, None)
    assert (contact.target, contact.due_before) == (Target.CONTACT, china(1, 6, 17))
    assert (rectify.target, rectify.due_before) == (Target.RECTIFY, china(1, 12, 17))


def test_what_is_met_stays_as_it_was() -> None:
    bad = a_rectifying()
    assert counted(bad) == [china(1, 14, 17)]
    assert bad.clock(Target.CONTACT).due_at == china(1, 6, 17)  # type: ignore[union-attr]
    assert counted(a_replied()) == [china(1, 14, 17)]  # the revisit's


@pytest.mark.parametrize("steps", ["", "e", "a", "ea", "ae"])
def test_a_history_counted_anew_ends_as_if_the_calendar_had_been_known(steps: str) -> None:
    bad, known = lived(steps, CALENDAR), lived(steps, NEW)
    extended_at = {"e": EXTENDED, "ea": EXTENDED, "ae": china(1, 14)}.get(steps)

    recount(bad, NEW, LIMITS.extension, extended_at)

    assert [one.due_at for one in bad.clocks] == [one.due_at for one in known.clocks]
    assert [one.soon_at for one in bad.clocks] == [one.soon_at for one in known.clocks]


def test_a_paused_clock_is_counted_up_to_its_pause() -> None:
    bad = a_received(MONDAY)
    ending.file_appeal(bad, turn(OWN_SUPERVISOR), uuid4(), AppealKind.MISTAKEN, "不是我们的。")

    assert counted(bad) == [china(1, 8, 17), china(1, 14, 17)]


@pytest.mark.parametrize("grade", list(Grade))
def test_taking_it_up_after_an_appeal_in_vain_keeps_the_time_it_stood_still(grade: Grade) -> None:
    never, appealed = lived("", CALENDAR), lived("a", CALENDAR)

    for bad in (never, appealed):
        handling.triage(bad, turn(DESK, REJECTED), grade)

    limit, ends = LIMITS.of(Target.RECTIFY, grade), never.clocks[1].due_at
    assert appealed.clocks[1].due_at == limit.later(CALENDAR, ends, APPEALED, REJECTED) > ends
