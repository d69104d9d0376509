"""What svc-approvals tells the others: the life of a case, and its catalogue.

Every fact of a case carries its id; the same names and fields stand in the
domain's facts (svc_approvals.domain.cases.facts), which a test compares.
"""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.events import approvals_certificates, approvals_outward
from shared.events.case_event import CaseEvent
from shared.events.event import Event
from shared.events.notifications import NotificationRequested


class CaseDrafted(CaseEvent):
    """An application was begun; ``staff_no``: by a clerk at the window, in the person's name."""

    subject: ClassVar[str] = "approvals.case.drafted.v1"

    matter_code: str
    channel: str = ""
    staff_no: str = ""


class DraftSaved(CaseEvent):
    """Answers, form or materials of a draft changed."""

    subject: ClassVar[str] = "approvals.case.draft_saved.v1"

    what: tuple[str, ...]


class CaseSubmitted(CaseEvent):
    """The applicant has handed the application in, or a clerk has in their name."""

    subject: ClassVar[str] = "approvals.case.submitted.v1"

    acceptance_due: datetime
    staff_no: str = ""


class SupplementRequested(CaseEvent):
    """The window told, once and all at once, what is missing or wrong."""

    subject: ClassVar[str] = "approvals.case.supplement_requested.v1"

    round: int
    items: tuple[str, ...]


class CaseSupplemented(CaseEvent):
    """The applicant has completed the application, or a clerk has in their name."""

    subject: ClassVar[str] = "approvals.case.supplemented.v1"

    round: int
    acceptance_due: datetime
    staff_no: str = ""


class CaseClaimed(CaseEvent):
    """A clerk of the window has taken the case to check it."""

    subject: ClassVar[str] = "approvals.case.claimed.v1"

    staff_no: str


class ClaimReleased(CaseEvent):
    """The clerk has given the case back to the window."""

    subject: ClassVar[str] = "approvals.case.claim_released.v1"

    staff_no: str


class ClaimReassigned(CaseEvent):
    """A supervisor has given the case to another clerk."""

    subject: ClassVar[str] = "approvals.case.claim_reassigned.v1"

    staff_no: str
    before: str


class CaseAccepted(CaseEvent):
    """The window has accepted; the clocks of decision run. ``deemed``: accepted by silence."""

    subject: ClassVar[str] = "approvals.case.accepted.v1"

    promised_due: datetime
    statutory_due: datetime
    deemed: bool
    deferrals: tuple[str, ...]


class CaseNotAccepted(CaseEvent):
    """The window has declined to accept; the reason stands in the case, not here."""

    subject: ClassVar[str] = "approvals.case.not_accepted.v1"


class NodeOpened(CaseEvent):
    """A department may begin."""

    subject: ClassVar[str] = "approvals.case.node_opened.v1"

    node_key: str
    organ_id: UUID
    promised_due: datetime
    statutory_due: datetime


class NodeSkipped(CaseEvent):
    """A node need not be handled in this case."""

    subject: ClassVar[str] = "approvals.case.node_skipped.v1"

    node_key: str
    organ_id: UUID
    reason: str


class NodeClaimed(CaseEvent):
    """An officer has taken the node."""

    subject: ClassVar[str] = "approvals.case.node_claimed.v1"

    node_key: str
    staff_no: str


class NodeReleased(CaseEvent):
    """The officer has given the node back to the department."""

    subject: ClassVar[str] = "approvals.case.node_released.v1"

    node_key: str
    staff_no: str


class NodeDecided(CaseEvent):
    """A department has approved or refused its node."""

    subject: ClassVar[str] = "approvals.case.node_decided.v1"

    node_key: str
    organ_id: UUID
    outcome: str
    staff_no: str


class NodeCancelled(CaseEvent):
    """A node ended because its case did."""

    subject: ClassVar[str] = "approvals.case.node_cancelled.v1"

    node_key: str
    organ_id: UUID


class NodeClockRang(CaseEvent):
    """A share of a node's promised limit is used up; ``overdue`` when all of it is."""

    subject: ClassVar[str] = "approvals.case.node_clock_rang.v1"

    node_key: str
    organ_id: UUID
    percent: int
    overdue: bool


class MaterialSupplied(CaseEvent):
    """A deferred material has been handed in."""

    subject: ClassVar[str] = "approvals.case.material_supplied.v1"

    material_code: str
    outstanding: int


class DeferralOverdue(CaseEvent):
    """A deferred material was not handed in by its day."""

    subject: ClassVar[str] = "approvals.case.deferral_overdue.v1"

    material_code: str


class CaseDecided(CaseEvent):
    """All departments have decided; the result stands."""

    subject: ClassVar[str] = "approvals.case.decided.v1"

    result: str


class CaseIssued(CaseEvent):
    """The results were handed out together."""

    subject: ClassVar[str] = "approvals.case.issued.v1"

    products: tuple[str, ...]


class CaseDelivered(CaseEvent):
    """The applicant has the results."""

    subject: ClassVar[str] = "approvals.case.delivered.v1"

    how: str


class CaseWithdrawn(CaseEvent):
    """The applicant has taken the application back."""

    subject: ClassVar[str] = "approvals.case.withdrawn.v1"


class CaseLapsed(CaseEvent):
    """A draft nobody touched for thirty days has ended."""

    subject: ClassVar[str] = "approvals.case.lapsed.v1"


class CaseClosed(CaseEvent):
    """The case has ended, and its applicant may review it."""

    subject: ClassVar[str] = "approvals.case.closed.v1"

    case_no: str
    matter_code: str
    matter_name: str
    applicant_id: UUID
    organ_ids: tuple[UUID, ...]
    result: str
    channel: str
    closed_at: datetime


class MatterPublished(Event):
    """A version of a matter is published, in force from its time; running cases keep theirs."""

    subject: ClassVar[str] = "approvals.matter.published.v1"

    code: str
    name: str
    version_id: UUID
    number: int
    effective_at: datetime | None = None


class MatterWithdrawn(Event):
    """A matter takes no new cases; running ones go on. A later version puts it back."""

    subject: ClassVar[str] = "approvals.matter.withdrawn.v1"

    code: str
    name: str
    withdrawn_at: datetime


class PlaceChanged(Event):
    """A hall, a window or a kiosk is there, or is described anew."""

    subject: ClassVar[str] = "approvals.place.changed.v1"

    place_id: str
    kind: str
    name: str
    status: str
    services: tuple[str, ...]


class ApprovalsNotificationRequested(NotificationRequested):
    """An applicant should be told how the case goes on."""

    subject: ClassVar[str] = "approvals.notification.requested.v1"


CHAPTERS = (approvals_certificates, approvals_outward)  # facts of a case that are declared beside
CASE_EVENTS: dict[str, type[CaseEvent]] = {
    event.__name__: event for event in CaseEvent.__subclasses__()
}
