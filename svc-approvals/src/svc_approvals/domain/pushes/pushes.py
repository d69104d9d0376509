"""A push: one opening of a node, sent to the department's own system until it has an answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from svc_approvals.domain.cases.states import NODES_IN_CHINESE, NodeState
from svc_approvals.domain.pushes.reasons import PushAlreadyAnswered, PushCancelled, PushTakenOver
from svc_approvals.domain.retries import next_try


class PushState(StrEnum):
    """Where a push stands; after ``failed`` an answer may still come."""

    QUEUED = "queued"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    FAILED = "failed"
    TAKEN_OVER = "taken_over"
    CANCELLED = "cancelled"


UNSENT = frozenset({PushState.QUEUED, PushState.SENT})
OPEN = UNSENT | {PushState.ACKNOWLEDGED, PushState.FAILED}


@dataclass(slots=True)
class Push:
    """What is known of one push; its content is read from the case whenever it is sent."""

    push_id: UUID
    case_id: UUID
    node_id: UUID
    key: str
    organ_id: UUID
    role: str
    target: str
    queued_at: datetime
    next_at: datetime | None
    state: PushState = PushState.QUEUED
    attempts: int = 0
    acknowledged_at: datetime | None = None
    finished_at: datetime | None = None
    outcome: str = ""
    product_no: str = ""
    fault: str = ""
    taken_over_by: str = ""
    reason: str = ""

    @property
    def system(self) -> str:
        """Under which name the other system decides."""
        return f"system:{self.target}"

    @property
    def is_open(self) -> bool:
        """Whether an answer is still wanted."""
        return self.state in OPEN

    def acknowledge(self, at: datetime) -> bool:
        """The other system has it; False when that says nothing new."""
        if self.state not in UNSENT | {PushState.FAILED}:
            return False
        self.state, self.acknowledged_at, self.next_at, self.fault = (
            PushState.ACKNOWLEDGED, at, None, "",
        )  # fmt: skip
        return True

    def put_off(self, fault: str, at: datetime, chance: float) -> bool:
        """An attempt failed; True when it was the last one (then people take over)."""
        if self.state not in UNSENT:
            return False
        self.fault = fault
        self.next_at = next_try(self.attempts, self.queued_at, at, chance)
        if self.next_at is None:
            self.state = PushState.FAILED
        return self.next_at is None

    def answer(self, outcome: str, product_no: str, at: datetime) -> None:
        """Note the decision; refused when it is not wanted any more."""
        self.require_open()
        self.state, self.next_at, self.finished_at = PushState.ANSWERED, None, at
        self.outcome, self.product_no = outcome, product_no

    def take_over(self, staff_no: str, reason: str, at: datetime) -> None:
        """A person goes on; a late answer is refused with their number."""
        self.require_open()
        self.state, self.next_at, self.finished_at = PushState.TAKEN_OVER, None, at
        self.taken_over_by, self.reason = staff_no, reason

    def require_open(self) -> None:
        """Refused with PushAlreadyAnswered, PushTakenOver or PushCancelled when it is over."""
        if self.finished_at is None:
            return
        match self.state:
            case PushState.ANSWERED:
                raise PushAlreadyAnswered(
                    self.outcome, NODES_IN_CHINESE[NodeState(self.outcome)], self.finished_at
                )
            case PushState.TAKEN_OVER:
                raise PushTakenOver(self.taken_over_by, self.finished_at)
            case _:
                raise PushCancelled(self.finished_at)
