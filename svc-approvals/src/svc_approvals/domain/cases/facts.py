"""What happens to a case; each fact is announced under the same name (shared.events.approvals)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened to a case."""


@dataclass(frozen=True, slots=True)
class CaseDrafted(Fact):
    """An application was begun; ``staff_no``: by a clerk at the window, in the person's name."""

    matter_code: str
    channel: str = ""
    staff_no: str = ""


@dataclass(frozen=True, slots=True)
class DraftSaved(Fact):
    """Answers, form or materials of a draft changed."""

    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseSubmitted(Fact):
    """The applicant has handed the application in, or a clerk has in their name."""

    acceptance_due: datetime
    staff_no: str = ""


@dataclass(frozen=True, slots=True)
class SupplementRequested(Fact):
    """The window told, once and all at once, what is missing or wrong."""

    round: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseSupplemented(Fact):
    """The applicant has completed the application, or a clerk has in their name."""

    round: int
    acceptance_due: datetime
    staff_no: str = ""


@dataclass(frozen=True, slots=True)
class CaseClaimed(Fact):
    """A clerk of the window has taken the case to check it."""

    staff_no: str


@dataclass(frozen=True, slots=True)
class ClaimReleased(Fact):
    """The clerk has given the case back to the window."""

    staff_no: str


@dataclass(frozen=True, slots=True)
class ClaimReassigned(Fact):
    """A supervisor has given the case to another clerk."""

    staff_no: str
    before: str


@dataclass(frozen=True, slots=True)
class CaseAccepted(Fact):
    """The window has accepted; the clocks of decision run. ``deemed``: accepted by silence."""

    promised_due: datetime
    statutory_due: datetime
    deemed: bool
    deferrals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseNotAccepted(Fact):
    """The window has declined to accept; the reason stands in the case, not here."""


@dataclass(frozen=True, slots=True)
class NodeOpened(Fact):
    """A department may begin."""

    node_key: str
    organ_id: UUID
    promised_due: datetime
    statutory_due: datetime


@dataclass(frozen=True, slots=True)
class NodeSkipped(Fact):
    """A node need not be handled in this case."""

    node_key: str
    organ_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class NodeClaimed(Fact):
    """An officer has taken the node."""

    node_key: str
    staff_no: str


@dataclass(frozen=True, slots=True)
class NodeReleased(Fact):
    """The officer has given the node back to the department."""

    node_key: str
    staff_no: str


@dataclass(frozen=True, slots=True)
class NodeDecided(Fact):
    """A department has approved or refused its node."""

    node_key: str
    organ_id: UUID
    outcome: str
    staff_no: str


@dataclass(frozen=True, slots=True)
class NodePushed(Fact):
    """The department's own system has received the node."""

    node_key: str
    organ_id: UUID
    target: str


@dataclass(frozen=True, slots=True)
class NodePushAnswered(Fact):
    """The department's own system has told how it goes on, or what it decided."""

    node_key: str
    organ_id: UUID
    outcome: str


@dataclass(frozen=True, slots=True)
class NodePushFailed(Fact):
    """The department's own system could not be reached for a day; people go on."""

    node_key: str
    organ_id: UUID
    target: str


@dataclass(frozen=True, slots=True)
class NodeTakenOver(Fact):
    """An officer has taken the node from the department's own system."""

    node_key: str
    organ_id: UUID
    staff_no: str


@dataclass(frozen=True, slots=True)
class NodeCancelled(Fact):
    """A node ended because its case did."""

    node_key: str
    organ_id: UUID


@dataclass(frozen=True, slots=True)
class NodeClockRang(Fact):
    """A share of a node's promised limit is used up; ``overdue`` when all of it is."""

    node_key: str
    organ_id: UUID
    percent: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class MaterialSupplied(Fact):
    """A deferred material has been handed in."""

    material_code: str
    outstanding: int


@dataclass(frozen=True, slots=True)
class MaterialFromCertificate(Fact):
    """The applicant has agreed that a certificate stands in for a material."""

    material_code: str
    certificate_id: UUID


@dataclass(frozen=True, slots=True)
class CertificateConsentWithdrawn(Fact):
    """The applicant no longer agrees that a certificate stands in for a material."""

    material_code: str
    certificate_id: UUID


@dataclass(frozen=True, slots=True)
class DeferralOverdue(Fact):
    """A deferred material was not handed in by its day."""

    material_code: str


@dataclass(frozen=True, slots=True)
class CaseDecided(Fact):
    """All departments have decided; the result stands."""

    result: str


@dataclass(frozen=True, slots=True)
class CaseIssued(Fact):
    """The results were handed out together."""

    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeliveryChanged(Fact):
    """The results are somewhere else on their way to the applicant."""

    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class CaseDelivered(Fact):
    """The applicant has the results."""

    how: str


@dataclass(frozen=True, slots=True)
class CaseWithdrawn(Fact):
    """The applicant has taken the application back."""


@dataclass(frozen=True, slots=True)
class CaseLapsed(Fact):
    """A draft nobody touched for thirty days has ended."""


@dataclass(frozen=True, slots=True)
class CaseClosed(Fact):
    """The case has ended, and its applicant may review it."""

    case_no: str
    matter_code: str
    matter_name: str
    applicant_id: UUID
    organ_ids: tuple[UUID, ...]
    result: str
    channel: str
    closed_at: datetime
