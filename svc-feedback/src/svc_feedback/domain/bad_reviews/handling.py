"""What the organ does with a bad review, from receipt to reply."""

from uuid import UUID

from svc_feedback.domain.bad_reviews.bad_reviews import (
    ATTEMPTS_APART,
    ATTEMPTS_NEEDED,
    Attempt,
    BadReview,
    Turn,
)
from svc_feedback.domain.bad_reviews.kinds import (
    AttemptChannel,
    BadReviewState,
    ChangeKind,
    Explanation,
    Grade,
    StepKind,
    Verdict,
)
from svc_feedback.domain.bad_reviews.limits import Target
from svc_feedback.domain.bad_reviews.reasons import (
    AttemptsTooFew,
    AttemptTooSoon,
    ChangeMissing,
    ExplanationDoesNotFit,
    ExtendedAlready,
    ExtensionTooLate,
    ReviewedPersonMayNotAct,
    VerdictDoesNotFit,
)
from svc_feedback.domain.bad_reviews.recounting import regrade


def receive(bad: BadReview, turn: Turn) -> None:
    """It comes in: somebody must be contacted, and it must be put right, by a time each."""
    bad.begin_clock(Target.CONTACT, turn)
    bad.begin_clock(Target.RECTIFY, turn)


def triage(bad: BadReview, turn: Turn, grade: Grade) -> None:
    """Take it up and say how hard it is; both limits still count from its receipt."""
    bad.require(StepKind.TRIAGE)
    bad.require_desk(turn.actor)
    bad.state, bad.grade = BadReviewState.TRIAGE, grade
    clock = bad.clock(Target.RECTIFY)
    if clock is not None and not bad.extended:
        regrade(bad, clock, turn)


def assign(bad: BadReview, turn: Turn, handler: str) -> None:
    """Name the person who handles it, never one it speaks of; another one takes over as it is."""
    bad.require(StepKind.ASSIGN)
    bad.require_desk(turn.actor)
    if bad.speaks_of(handler):
        raise ReviewedPersonMayNotAct
    bad.handler = handler
    if bad.state is BadReviewState.TRIAGE:
        bad.state = BadReviewState.ASSIGNED


def transfer(bad: BadReview, turn: Turn, organ_id: UUID) -> None:
    """It is another organ's; no clock starts anew."""
    bad.require(StepKind.TRANSFER)
    bad.require_desk(turn.actor)
    bad.organ_id, bad.handler, bad.verdict = organ_id, None, None
    bad.state = BadReviewState.TRIAGE


def attempt(bad: BadReview, turn: Turn, channel: AttemptChannel, *, reached: bool) -> None:
    """Note an attempt at reaching the writer; those within an hour of another are refused."""
    bad.require(StepKind.ATTEMPT)
    bad.require_handler(turn.actor)
    first = bad.state is BadReviewState.ASSIGNED
    target = Target.CONTACT if first else Target.REVISIT
    if bad.attempts and turn.now - bad.attempts[-1].at < ATTEMPTS_APART:
        raise AttemptTooSoon(bad.attempts[-1].at)
    bad.attempts.append(Attempt(target, bad.round, channel, reached, turn.now))
    if not first:
        bad.state = BadReviewState.REVISITING
    elif reached:
        bad.state = BadReviewState.CONTACTED
    if first and (reached or len(bad.tried(target)) >= ATTEMPTS_NEEDED):
        bad.meet(Target.CONTACT, turn.now)


def verify(bad: BadReview, turn: Turn, verdict: Verdict) -> None:
    """Say what looking into it has shown; unreachable only after three attempts."""
    bad.require(StepKind.VERIFY)
    bad.require_handler(turn.actor)
    contacted = bad.state is BadReviewState.CONTACTED
    if contacted is (verdict is Verdict.UNREACHABLE):
        raise VerdictDoesNotFit
    recorded = len(bad.tried(Target.CONTACT))
    if not contacted and recorded < ATTEMPTS_NEEDED:
        raise AttemptsTooFew(recorded, ATTEMPTS_NEEDED)
    bad.verdict, bad.state = verdict, BadReviewState.VERIFIED


def rectify(bad: BadReview, turn: Turn) -> None:
    """Begin to put it right."""
    bad.require(StepKind.RECTIFY)
    bad.require_handler(turn.actor)
    bad.state = BadReviewState.RECTIFYING


def explain(bad: BadReview, turn: Turn, why: Explanation | None = None) -> None:
    """There is no legal basis for what is asked, or it is not so: an explanation is due.

    Which of both follows from the verdict, if it is not said; what is true is not untrue.
    """
    bad.require(StepKind.EXPLAIN)
    bad.require_handler(turn.actor)
    if why is None:
        untrue = bad.verdict is Verdict.UNTRUE
        why = Explanation.UNTRUE if untrue else Explanation.NO_LEGAL_BASIS
    if why is Explanation.UNTRUE and bad.verdict is Verdict.TRUE:
        raise ExplanationDoesNotFit
    bad.explanation, bad.state = why, BadReviewState.EXPLAINED


def reply(bad: BadReview, turn: Turn, text: str, change: ChangeKind, improvement: str) -> None:
    """Answer, and state what changed; the time for it stops, that of the revisit begins."""
    bad.require(StepKind.REPLY)
    bad.require_handler(turn.actor)
    if change is ChangeKind.NOTHING and bad.state is not BadReviewState.EXPLAINED:
        raise ChangeMissing
    bad.reply, bad.change, bad.improvement = text, change, improvement
    bad.state = BadReviewState.REPLIED
    bad.meet(Target.CONTACT, turn.now)
    bad.meet(Target.RECTIFY, turn.now)
    bad.begin_clock(Target.REVISIT, turn)


def extend(bad: BadReview, turn: Turn) -> None:
    """More time to put it right, once, before the time is over, by a supervisor."""
    bad.require(StepKind.EXTEND)
    bad.require_supervisor(turn.actor)
    clock = bad.clock(Target.RECTIFY)
    if clock is None:
        raise RuntimeError(f"bad review {bad.bad_review_id} was never received")
    if bad.extended:
        raise ExtendedAlready(clock.due_at)
    if clock.is_late(turn.now):
        raise ExtensionTooLate(clock.due_at)
    clock.prolong(turn.calendar, turn.limits.extension)
    bad.extended = True
