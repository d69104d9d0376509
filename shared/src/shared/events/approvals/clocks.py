"""What happens to the clocks of a case and of its nodes."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.events.approvals.case_event import CaseEvent


class CasePaused(CaseEvent):
    """The clock of the case stands still, because a branch rests."""

    subject: ClassVar[str] = "approvals.case.paused.v1"


class CaseResumed(CaseEvent):
    """The clock of the case runs again."""

    subject: ClassVar[str] = "approvals.case.resumed.v1"

    promised_due: datetime
    statutory_due: datetime


class CaseExtended(CaseEvent):
    """The limits of the case are ``days`` working days longer than at first."""

    subject: ClassVar[str] = "approvals.case.extended.v1"

    days: int
    promised_due: datetime | None
    statutory_due: datetime | None


class CaseOverdue(CaseEvent):
    """The promised limit of the whole case is over."""

    subject: ClassVar[str] = "approvals.case.overdue.v1"

    promised_due: datetime


class AcceptanceRecounted(CaseEvent):
    """A calendar has become known: the acceptance clock was counted anew."""

    subject: ClassVar[str] = "approvals.case.acceptance_recounted.v1"

    acceptance_due: datetime


class CaseRecounted(CaseEvent):
    """A calendar has become known: the limits of the case were counted anew."""

    subject: ClassVar[str] = "approvals.case.recounted.v1"

    promised_due: datetime | None
    statutory_due: datetime | None
    provisional: bool
    promised_before: datetime | None = None


class SupplementRecounted(CaseEvent):
    """A calendar has become known: there is longer to supplement. Empty key: at the window."""

    subject: ClassVar[str] = "approvals.case.supplement_recounted.v1"

    node_key: str
    due_at: datetime


class DeferralRecounted(CaseEvent):
    """A calendar has become known: a deferred material, or (``warned``) its grace, ends later."""

    subject: ClassVar[str] = "approvals.case.deferral_recounted.v1"

    material_code: str
    due_at: datetime
    warned: bool


class NodePaused(CaseEvent):
    """A node rests; its clock stands still. ``reason``: supplement, special or suspended."""

    subject: ClassVar[str] = "approvals.case.node_paused.v1"

    node_key: str
    organ_id: UUID
    reason: str


class NodeResumed(CaseEvent):
    """A node goes on, with what was left of its limit, or ``anew``."""

    subject: ClassVar[str] = "approvals.case.node_resumed.v1"

    node_key: str
    organ_id: UUID
    promised_due: datetime
    statutory_due: datetime
    anew: bool


class SpecialProcedureStarted(CaseEvent):
    """A hearing, test, expert review or the like has begun; its time is not counted."""

    subject: ClassVar[str] = "approvals.case.special_procedure_started.v1"

    node_key: str
    kind: str
    expected_days: int


class SpecialProcedureEnded(CaseEvent):
    """The special procedure is over."""

    subject: ClassVar[str] = "approvals.case.special_procedure_ended.v1"

    node_key: str


class ExtensionAsked(CaseEvent):
    """A department asks for more working days."""

    subject: ClassVar[str] = "approvals.case.extension_asked.v1"

    node_key: str
    days: int
    staff_no: str


class ExtensionDeclined(CaseEvent):
    """The longer limit was not agreed to."""

    subject: ClassVar[str] = "approvals.case.extension_declined.v1"

    node_key: str
    days: int
    staff_no: str


class NodeExtended(CaseEvent):
    """The node's limits are so many working days longer; unknown while it rests."""

    subject: ClassVar[str] = "approvals.case.node_extended.v1"

    node_key: str
    days: int
    promised_due: datetime | None
    statutory_due: datetime | None
    staff_no: str


class NodeRecounted(CaseEvent):
    """A calendar has become known: the limits of the node were counted anew."""

    subject: ClassVar[str] = "approvals.case.node_recounted.v1"

    node_key: str
    promised_due: datetime | None
    statutory_due: datetime | None
    provisional: bool


class NodeClockRang(CaseEvent):
    """A share of a node's promised limit is used up; ``overdue`` when all of it is."""

    subject: ClassVar[str] = "approvals.case.node_clock_rang.v1"

    node_key: str
    organ_id: UUID
    percent: int
    overdue: bool
