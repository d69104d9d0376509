"""What happens to the clocks of a case and of its nodes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from svc_approvals.domain.cases.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class CasePaused(Fact):
    """The clock of the case stands still, because a branch rests."""


@dataclass(frozen=True, slots=True)
class CaseResumed(Fact):
    """The clock of the case runs again."""

    promised_due: datetime
    statutory_due: datetime


@dataclass(frozen=True, slots=True)
class CaseExtended(Fact):
    """The limits of the case are ``days`` working days longer than at first."""

    days: int
    promised_due: datetime | None
    statutory_due: datetime | None


@dataclass(frozen=True, slots=True)
class CaseOverdue(Fact):
    """The promised limit of the whole case is over."""

    promised_due: datetime


@dataclass(frozen=True, slots=True)
class AcceptanceRecounted(Fact):
    """A calendar has become known: the acceptance clock was counted anew."""

    acceptance_due: datetime


@dataclass(frozen=True, slots=True)
class CaseRecounted(Fact):
    """A calendar has become known: the limits of the case were counted anew."""

    promised_due: datetime | None
    statutory_due: datetime | None
    provisional: bool
    promised_before: datetime | None


@dataclass(frozen=True, slots=True)
class SupplementRecounted(Fact):
    """A calendar has become known: there is longer to supplement. Empty key: at the window."""

    node_key: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class DeferralRecounted(Fact):
    """A calendar has become known: a deferred material, or (``warned``) its grace, ends later."""

    material_code: str
    due_at: datetime
    warned: bool


@dataclass(frozen=True, slots=True)
class NodePaused(Fact):
    """A node rests; its clock stands still. ``reason``: supplement, special or suspended."""

    node_key: str
    organ_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class NodeResumed(Fact):
    """A node goes on, with what was left of its limit, or ``anew``."""

    node_key: str
    organ_id: UUID
    promised_due: datetime
    statutory_due: datetime
    anew: bool


@dataclass(frozen=True, slots=True)
class SpecialProcedureStarted(Fact):
    """A hearing, test, expert review or the like has begun; its time is not counted."""

    node_key: str
    kind: str
    expected_days: int


@dataclass(frozen=True, slots=True)
class SpecialProcedureEnded(Fact):
    """The special procedure is over."""

    node_key: str


@dataclass(frozen=True, slots=True)
class ExtensionAsked(Fact):
    """A department asks for more working days."""

    node_key: str
    days: int
    staff_no: str


@dataclass(frozen=True, slots=True)
class ExtensionDeclined(Fact):
    """The longer limit was not agreed to."""

    node_key: str
    days: int
    staff_no: str


@dataclass(frozen=True, slots=True)
class NodeExtended(Fact):
    """The node's limits are so many working days longer; unknown while it rests."""

    node_key: str
    days: int
    promised_due: datetime | None
    statutory_due: datetime | None
    staff_no: str


@dataclass(frozen=True, slots=True)
class NodeRecounted(Fact):
    """A calendar has become known: the limits of the node were counted anew."""

    node_key: str
    promised_due: datetime | None
    statutory_due: datetime | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class NodeClockRang(Fact):
    """A share of a node's promised limit is used up; ``overdue`` when all of it is."""

    node_key: str
    organ_id: UUID
    percent: int
    overdue: bool
