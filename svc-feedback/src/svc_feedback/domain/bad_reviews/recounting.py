"""A calendar becomes known: what is still due is counted anew, from its beginning.

What was added on the way is added again in its order: the pause of an appeal that was rejected,
and a supervisor's extension. What was met, late or not, stays as it was.
"""

from collections.abc import Callable
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from shared.work_calendar import WorkCalendar
from svc_feedback.domain.bad_reviews.bad_reviews import BadReview, Turn
from svc_feedback.domain.bad_reviews.clocks import Clock
from svc_feedback.domain.bad_reviews.limits import Limit, Target

Change = Callable[[datetime], datetime]


class Recounted(NamedTuple):
    """A target that is due at another time than before."""

    target: Target
    due_before: datetime
    due_at: datetime


def recount(
    bad: BadReview, calendar: WorkCalendar, extension: Limit, extended_at: datetime | None
) -> list[Recounted]:
    """Count every clock that is not met anew; those that end at another time."""
    moved = []
    for clock in bad.clocks:
        if clock.met_at is None:
            before = clock.due_at
            clock.due(calendar, _due_at(bad, clock, calendar, extension, extended_at))
            if clock.due_at != before:
                moved.append(Recounted(clock.target, before, clock.due_at))
    return moved


def regrade(bad: BadReview, clock: Clock, turn: Turn) -> None:
    """Count the limit of its grade from the same beginning, with the pause it has had since."""
    clock.limit = turn.limits.of(clock.target, bad.grade)
    due_at = _due_at(bad, clock, turn.calendar, turn.limits.extension, None)
    clock.due(turn.calendar, due_at)


def _due_at(
    bad: BadReview, clock: Clock, calendar: WorkCalendar, extension: Limit,
    extended_at: datetime | None,
) -> datetime:  # fmt: skip
    changes = [*_pause(bad, clock, calendar)]
    if extended_at is not None and clock is _extended(bad, extended_at):
        changes.append((extended_at, lambda due_at: extension.end(calendar, due_at)))
    due_at = clock.limit.end(calendar, clock.begun_at)
    for _, change in sorted(changes, key=itemgetter(0)):
        due_at = change(due_at)
    return due_at


def _pause(bad: BadReview, clock: Clock, calendar: WorkCalendar) -> list[tuple[datetime, Change]]:
    appeal = bad.appeal
    if appeal is None or appeal.decided_at is None or clock.begun_at > appeal.filed_at:
        return []
    since, until = appeal.filed_at, appeal.decided_at
    return [(until, lambda due_at: clock.limit.later(calendar, due_at, since, until))]


def _extended(bad: BadReview, at: datetime) -> Clock | None:
    """The clock that an extension was given to."""
    clocks = (one for one in reversed(bad.clocks) if one.target is Target.RECTIFY)
    return next((one for one in clocks if one.begun_at <= at), None)
