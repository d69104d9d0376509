"""Random courses of a bad review: who does what at what time, however likely or wild."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from bad_reviews_building import (
    DESK,
    HANDLER,
    ORGAN,
    OTHER_ORGAN,
    OWN_SUPERVISOR,
    REVIEWED,
    SUPERVISOR,
    turn,
)
from hypothesis import strategies as st

from svc_feedback.domain.bad_reviews import ending, handling
from svc_feedback.domain.bad_reviews.bad_reviews import ALLOWED, WRITER, Actor, BadReview, Turn
from svc_feedback.domain.bad_reviews.kinds import (
    AppealKind,
    AttemptChannel,
    ChangeKind,
    Explanation,
    Grade,
    StepKind,
    Verdict,
)
from svc_feedback.domain.bad_reviews.reasons import BadReviewStepNotAllowed

ELSEWHERE = Actor("HC-31", OTHER_ORGAN)
PEOPLE = (DESK, HANDLER, REVIEWED, SUPERVISOR, OWN_SUPERVISOR, ELSEWHERE)
# The way to the end is taken often, so that every guard is reached.
LIKELY = (HANDLER,) * 12 + (SUPERVISOR, *PEOPLE)
SIDEWAYS = {StepKind.TRIAGE, StepKind.ASSIGN, StepKind.TRANSFER, StepKind.APPEAL}
NOBODYS = (StepKind.ANSWER, StepKind.INVALIDATE)  # the writer's, and who judges reviews
TIMES = st.sampled_from(
    [timedelta(0), timedelta(minutes=20), timedelta(hours=3), timedelta(days=2)]
)


@dataclass(frozen=True, slots=True)
class Command:
    """Somebody does something; ``yes`` and ``choice`` say how."""

    kind: StepKind
    actor: Actor
    at: datetime
    yes: bool
    choice: int
    appeal_id: UUID = field(default_factory=uuid4)

    @property
    def turn(self) -> Turn:
        """Its circumstances."""
        return turn(self.actor, self.at)


def drawn(data: st.DataObject, bad: BadReview, at: datetime) -> Command:
    """What happens next: mostly what may, now and then anything."""
    actor = data.draw(st.sampled_from(LIKELY))
    possible = bad.steps_for(actor)
    usual = [kind for kind in possible if kind not in SIDEWAYS] or possible
    wildness = data.draw(st.integers(0, 15))
    if wildness == 0:
        kind, actor = data.draw(st.sampled_from(NOBODYS)), WRITER
    elif wildness == 1 and bad.awaits_writer:
        kind, actor = StepKind.ANSWER, WRITER
    else:
        anything = wildness in {2, 3} or not usual
        kind = data.draw(st.sampled_from(list(ALLOWED) if anything else usual))
    return Command(kind, actor, at, data.draw(st.booleans()), data.draw(st.integers(0, 19)))


def carry_out(bad: BadReview, one: Command) -> None:
    """Let it happen in memory; refused as the domain refuses."""
    at, yes, choice = one.turn, one.yes, one.choice
    person = PEOPLE[choice % len(PEOPLE)]
    steps: dict[StepKind, Callable[[], object]] = {
        StepKind.TRIAGE: lambda: handling.triage(bad, at, list(Grade)[choice % 2]),
        StepKind.ASSIGN: lambda: handling.assign(bad, at, person.staff_no),
        StepKind.TRANSFER: lambda: handling.transfer(bad, at, (ORGAN, OTHER_ORGAN)[choice % 2]),
        StepKind.ATTEMPT: lambda: handling.attempt(bad, at, AttemptChannel.PHONE, reached=yes),
        StepKind.VERIFY: lambda: handling.verify(bad, at, list(Verdict)[choice % 4]),
        StepKind.RECTIFY: lambda: handling.rectify(bad, at),
        StepKind.EXPLAIN: lambda: handling.explain(bad, at, [None, *Explanation][choice % 3]),
        StepKind.REPLY: lambda: handling.reply(bad, at, "答复", list(ChangeKind)[choice % 5], "改"),
        StepKind.REVISIT: lambda: ending.revisit(bad, at, satisfied=yes),
        StepKind.ANSWER: lambda: ending.answer(bad, at, satisfied=yes),
        StepKind.CLOSE: lambda: ending.close(bad, at),
        StepKind.RULE: lambda: ending.rule(bad, at, again=yes),
        StepKind.REOPEN: lambda: ending.reopen(bad, at),
        StepKind.EXTEND: lambda: handling.extend(bad, at),
        StepKind.APPEAL: lambda: ending.file_appeal(
            bad, at, one.appeal_id, AppealKind.MISTAKEN, "误评"
        ),
        StepKind.DECIDE: lambda: ending.decide_appeal(bad, at, upheld=yes, reason="理由"),
        StepKind.INVALIDATE: lambda: _invalidate(bad, one.at),
    }
    steps[one.kind]()


def _invalidate(bad: BadReview, now: datetime) -> None:
    """What is over stays as it is."""
    if bad.state.is_closed:
        raise BadReviewStepNotAllowed(bad.state, bad.state.label)
    ending.invalidate(bad, now)
