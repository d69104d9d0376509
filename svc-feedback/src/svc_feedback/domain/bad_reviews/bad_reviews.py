"""A bad review, from the day it is received until it is closed; and who may do what with it.

``received -> triage -> assigned -> contacted -> verified -> rectifying -> replied -> revisiting ->
closed``; beside it explained (no legal basis, or untrue), appealed -> upheld or back, escalated
after a second unsatisfied revisit, invalidated when its review is judged invalid. It is never
closed without a reply and a revisit or three recorded attempts at one; the reviewed person does
nothing with it but appeal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from shared.work_calendar import WorkCalendar
from svc_feedback.domain.bad_reviews.appeals import Appeal
from svc_feedback.domain.bad_reviews.clocks import Clock, Light
from svc_feedback.domain.bad_reviews.kinds import (
    AttemptChannel,
    BadReviewState,
    ChangeKind,
    Explanation,
    Grade,
    StepKind,
    Verdict,
)
from svc_feedback.domain.bad_reviews.limits import BadReviewLimits, Target
from svc_feedback.domain.bad_reviews.reasons import (
    BadReviewNotYours,
    BadReviewStepNotAllowed,
    ReviewedPersonMayNotAct,
    SupervisorNeeded,
)
from svc_feedback.domain.staff_numbers import same_person

ATTEMPTS_NEEDED = 3
ATTEMPTS_APART = timedelta(hours=1)
S = BadReviewState
BEFORE_REPLY = (S.ASSIGNED, S.CONTACTED, S.VERIFIED, S.EXPLAINED, S.RECTIFYING)
ALLOWED: Mapping[StepKind, tuple[BadReviewState, ...]] = {
    StepKind.TRIAGE: (S.RECEIVED, S.TRIAGE),
    StepKind.ASSIGN: (S.TRIAGE, *BEFORE_REPLY, S.REPLIED, S.REVISITING),
    StepKind.TRANSFER: (S.RECEIVED, S.TRIAGE, S.ASSIGNED, S.CONTACTED, S.VERIFIED),
    StepKind.ATTEMPT: (S.ASSIGNED, S.REPLIED, S.REVISITING),
    StepKind.VERIFY: (S.ASSIGNED, S.CONTACTED),
    StepKind.RECTIFY: (S.VERIFIED,),
    StepKind.EXPLAIN: (S.VERIFIED, S.RECTIFYING),
    StepKind.REPLY: (S.EXPLAINED, S.RECTIFYING),
    StepKind.REVISIT: (S.REPLIED, S.REVISITING),
    StepKind.CLOSE: (S.REVISITING,),
    StepKind.RULE: (S.ESCALATED,),
    StepKind.REOPEN: (S.CLOSED,),
    StepKind.EXTEND: (S.RECEIVED, S.TRIAGE, *BEFORE_REPLY),
    StepKind.APPEAL: (S.RECEIVED, S.TRIAGE, *BEFORE_REPLY),
    StepKind.DECIDE: (S.APPEALED,),
}
LIGHTS: tuple[Light, ...] = ("red", "yellow", "green")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, by staff number, and for which organ."""

    staff_no: str
    organ_id: UUID
    supervises: bool = False


WRITER = Actor("", UUID(int=0))  # of the review, who is nobody's staff


@dataclass(frozen=True, slots=True)
class Turn:
    """One step's circumstances: who, when, and what is counted by."""

    actor: Actor
    now: datetime
    calendar: WorkCalendar
    limits: BadReviewLimits


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody tried to reach the writer, to look into it or to ask again."""

    target: Target
    round: int
    channel: AttemptChannel
    reached: bool
    at: datetime


@dataclass(slots=True)
class BadReview:
    """One bad review and where it stands; ``round`` counts how often it was to be put right."""

    bad_review_id: UUID
    review_id: UUID
    matter_code: str
    region_code: str
    organ_id: UUID | None
    level: int
    named: bool
    received_at: datetime
    reviewed: frozenset[str] = frozenset()
    state: BadReviewState = S.RECEIVED
    grade: Grade = Grade.SIMPLE
    handler: str | None = None
    verdict: Verdict | None = None
    reply: str = ""
    change: ChangeKind | None = None
    improvement: str = ""
    explanation: Explanation | None = None
    round: int = 1
    satisfied: bool | None = None
    extended: bool = False
    closed_at: datetime | None = None
    version: int = 0
    clocks: list[Clock] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    appeal: Appeal | None = None

    @property
    def awaits_writer(self) -> bool:
        """The organ has replied, and the writer has not said yet whether they are content."""
        return self.state in ALLOWED[StepKind.REVISIT]

    @property
    def replied_at(self) -> datetime | None:
        """When the organ replied last."""
        met = (one.met_at for one in self.clocks if one.target is Target.RECTIFY and one.met_at)
        return max(met, default=None)

    def clock(self, target: Target) -> Clock | None:
        """A target's clock of the last round that has one."""
        return next((one for one in reversed(self.clocks) if one.target is target), None)

    def light(self, now: datetime) -> Light:
        """The worst light of the clocks that are not met; done when there is none, or all ends."""
        if self.state.is_closed:
            return "done"
        shown = {one.light(now) for one in self.clocks if one.met_at is None}
        return next((light for light in LIGHTS if light in shown), "done")

    def tried(self, target: Target) -> list[Attempt]:
        """Attempts of its round that reached nobody."""
        return [
            one
            for one in self.attempts
            if one.target is target and one.round == self.round and not one.reached
        ]

    def steps_for(self, actor: Actor) -> list[StepKind]:
        """What an actor may do now; a step may still be refused for what it says."""
        return [
            kind
            for kind, states in ALLOWED.items()
            if self.state in states and self._lets(kind, actor)
        ]

    def speaks_of(self, staff_no: str) -> bool:
        """Whether it is about this person, however the number is written."""
        return any(same_person(staff_no, one) for one in self.reviewed)

    def require(self, kind: StepKind) -> None:
        """Refused with BadReviewStepNotAllowed unless its state allows a step."""
        if self.state not in ALLOWED[kind]:
            raise BadReviewStepNotAllowed(self.state, self.state.label)

    def require_desk(self, actor: Actor) -> None:
        """A colleague of the organ, or a supervisor, who is not the person reviewed."""
        if self.speaks_of(actor.staff_no):
            raise ReviewedPersonMayNotAct
        if actor.organ_id != self.organ_id and not actor.supervises:
            raise BadReviewNotYours

    def require_handler(self, actor: Actor) -> None:
        """The person it was assigned to (谁办理谁负责)."""
        self.require_desk(actor)
        if not self.is_handled_by(actor):
            raise BadReviewNotYours

    def is_handled_by(self, actor: Actor) -> bool:
        """Whether this is the person it was assigned to."""
        return same_person(actor.staff_no, self.handler or "") and actor.organ_id == self.organ_id

    def require_supervisor(self, actor: Actor) -> None:
        """Somebody who supervises and is not the person reviewed."""
        if self.speaks_of(actor.staff_no):
            raise ReviewedPersonMayNotAct
        if not actor.supervises:
            raise SupervisorNeeded

    def begin_clock(self, target: Target, turn: Turn) -> None:
        """Start a target's clock of this round."""
        limit = turn.limits.of(target, self.grade)
        self.clocks.append(Clock.begin(target, self.round, limit, turn.calendar, turn.now))

    def meet(self, target: Target, now: datetime) -> None:
        """Stop a target's clock."""
        clock = self.clock(target)
        if clock is not None:
            clock.meet(now)

    def rectify_again(self, turn: Turn) -> None:
        """Another round: a reply and a revisit are due anew."""
        self.state, self.closed_at, self.satisfied = S.RECTIFYING, None, None
        self.explanation = None
        self.round += 1
        self.begin_clock(Target.RECTIFY, turn)

    def _lets(self, kind: StepKind, actor: Actor) -> bool:
        check = {
            StepKind.TRIAGE: self.require_desk, StepKind.ASSIGN: self.require_desk,
            StepKind.TRANSFER: self.require_desk, StepKind.RULE: self.require_supervisor,
            StepKind.REOPEN: self.require_supervisor, StepKind.EXTEND: self.require_supervisor,
        }.get(kind, self.require_handler)  # fmt: skip
        if kind is StepKind.APPEAL:
            return self.appeal is None and actor.organ_id == self.organ_id
        if kind is StepKind.DECIDE:
            stranger = actor.organ_id != self.organ_id and not self.speaks_of(actor.staff_no)
            return actor.supervises and stranger
        try:
            check(actor)
        except (BadReviewNotYours, ReviewedPersonMayNotAct, SupervisorNeeded):
            return False
        return True
