"""How a bad review ends: the writer is asked again, a supervisor rules, another organ judges."""

from datetime import datetime
from uuid import UUID

from svc_feedback.domain.bad_reviews.appeals import Appeal
from svc_feedback.domain.bad_reviews.bad_reviews import ATTEMPTS_NEEDED, BadReview, Turn
from svc_feedback.domain.bad_reviews.kinds import AppealKind, BadReviewState, StepKind
from svc_feedback.domain.bad_reviews.limits import Target
from svc_feedback.domain.bad_reviews.reasons import (
    AppealedAlready,
    AppealUndecided,
    AttemptsTooFew,
    BadReviewNotYours,
    JudgedByAnotherOrgan,
    ReviewedPersonMayNotAct,
    RevisitNotAsked,
    RevisitOver,
    SupervisorNeeded,
)
from svc_feedback.domain.staff_numbers import same_person

ROUNDS_BEFORE_ESCALATION = 2


def revisit(bad: BadReview, turn: Turn, *, satisfied: bool) -> None:
    """Asked again: content closes it; if not it is put right once more, then escalated."""
    bad.require(StepKind.REVISIT)
    bad.require_handler(turn.actor)
    _answered(bad, turn, satisfied=satisfied)


def answer(bad: BadReview, turn: Turn, *, satisfied: bool) -> None:
    """The writer says it without being asked by anybody; the same follows from it.

    Refused with RevisitNotAsked before the organ has replied, with RevisitOver afterwards.
    """
    if not bad.awaits_writer:
        over = bad.state.is_closed or bad.state is BadReviewState.ESCALATED
        raise (RevisitOver if over else RevisitNotAsked)(bad.state, bad.state.label)
    _answered(bad, turn, satisfied=satisfied)


def _answered(bad: BadReview, turn: Turn, *, satisfied: bool) -> None:
    bad.meet(Target.REVISIT, turn.now)
    bad.satisfied = satisfied
    if satisfied:
        _close(bad, turn)
    elif bad.round < ROUNDS_BEFORE_ESCALATION:
        bad.rectify_again(turn)
    else:
        bad.state = BadReviewState.ESCALATED


def close(bad: BadReview, turn: Turn) -> None:
    """Nobody could be reached for a revisit, three times."""
    bad.require(StepKind.CLOSE)
    bad.require_handler(turn.actor)
    recorded = len(bad.tried(Target.REVISIT))
    if recorded < ATTEMPTS_NEEDED:
        raise AttemptsTooFew(recorded, ATTEMPTS_NEEDED)
    bad.meet(Target.REVISIT, turn.now)
    _close(bad, turn)


def rule(bad: BadReview, turn: Turn, *, again: bool) -> None:
    """A supervisor decides on one that was escalated: once more, or enough was done."""
    bad.require(StepKind.RULE)
    bad.require_supervisor(turn.actor)
    if again:
        bad.rectify_again(turn)
    else:
        _close(bad, turn)


def reopen(bad: BadReview, turn: Turn) -> None:
    """It was closed too early: it is put right once more, on a clock of its own."""
    bad.require(StepKind.REOPEN)
    bad.require_supervisor(turn.actor)
    bad.rectify_again(turn)


def file_appeal(
    bad: BadReview, turn: Turn, appeal_id: UUID, kind: AppealKind, evidence: str
) -> Appeal:
    """The organ, or the person reviewed, says that it should not count; the clocks stand still."""
    if bad.appeal is not None:
        raise AppealedAlready(bad.appeal.appeal_id)
    bad.require(StepKind.APPEAL)
    actor = turn.actor
    if actor.organ_id != bad.organ_id:
        raise BadReviewNotYours
    bad.appeal = Appeal(
        appeal_id, kind, evidence, actor.organ_id, actor.staff_no, bad.state, turn.now
    )
    bad.state = BadReviewState.APPEALED
    for clock in bad.clocks:
        clock.pause(turn.now)
    return bad.appeal


def decide_appeal(bad: BadReview, turn: Turn, *, upheld: bool, reason: str) -> Appeal:
    """Another organ's supervisor judges: it leaves the figures, or goes on where it was."""
    bad.require(StepKind.DECIDE)
    actor, appeal = turn.actor, bad.appeal
    if appeal is None:
        raise RuntimeError(f"bad review {bad.bad_review_id} is appealed without an appeal")
    if bad.speaks_of(actor.staff_no):
        raise ReviewedPersonMayNotAct
    if not actor.supervises:
        raise SupervisorNeeded
    own = actor.organ_id in {appeal.organ_id, bad.organ_id}
    if own or same_person(actor.staff_no, appeal.appellant):
        raise JudgedByAnotherOrgan
    appeal.upheld, appeal.reason, appeal.decided_at = upheld, reason, turn.now
    appeal.judge, appeal.judge_organ_id = actor.staff_no, actor.organ_id
    if upheld:
        bad.state, bad.closed_at = BadReviewState.UPHELD, turn.now
        return appeal
    bad.state = appeal.from_state
    for clock in bad.clocks:
        clock.resume(turn.calendar, turn.now)
    return appeal


def invalidate(bad: BadReview, now: datetime) -> None:
    """Its review was judged invalid: nothing more is due, and its clocks stand still.

    Refused with AppealUndecided while another organ judges: one judge at a time.
    """
    if bad.state is BadReviewState.APPEALED:
        raise AppealUndecided
    bad.state, bad.closed_at = BadReviewState.INVALIDATED, now
    for clock in bad.clocks:
        clock.pause(now)


def _close(bad: BadReview, turn: Turn) -> None:
    bad.state, bad.closed_at = BadReviewState.CLOSED, turn.now
