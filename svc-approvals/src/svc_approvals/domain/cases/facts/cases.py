"""What happens to a case as a whole."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from svc_approvals.domain.cases.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class CaseDrafted(Fact):
    """An application was begun; ``staff_no``: by a clerk at the window, in the person's name.

    ``policy_id``: for what a policy gives.
    """

    matter_code: str
    channel: str = ""
    staff_no: str = ""
    policy_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class DraftSaved(Fact):
    """Answers, form or materials of a draft changed."""

    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreReviewRequested(Fact):
    """The applicant asks a clerk to look at the draft."""

    review_id: UUID


@dataclass(frozen=True, slots=True)
class PreReviewAnswered(Fact):
    """A clerk has looked at the draft; ``items`` are the places of the remarks, not their words."""

    review_id: UUID
    ready: bool
    items: tuple[str, ...]


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
class CaseReturnedToWindow(Fact):
    """A department has sent the case back to the window."""

    node_key: str
    staff_no: str


@dataclass(frozen=True, slots=True)
class CaseReopened(Fact):
    """The result does not stand any more: a decision was taken back or returned."""


@dataclass(frozen=True, slots=True)
class SupplementBrought(Fact):
    """The applicant has brought things a branch waits for."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupplementOverdue(Fact):
    """What was asked for has not come in time; no ``node_key``: the window's request."""

    node_key: str


@dataclass(frozen=True, slots=True)
class CaseSuspended(Fact):
    """A supervisor has suspended the case; the reason stands in the case, not here."""


@dataclass(frozen=True, slots=True)
class SuspensionLifted(Fact):
    """The case goes on after a suspension."""


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
class CaseTerminated(Fact):
    """The case was ended without a decision; the reason stands in the case, not here."""


@dataclass(frozen=True, slots=True)
class CaseClosed(Fact):
    """The case has ended, and its applicant may review it.

    ``lead_organ_id`` leads the matter; ``staff_nos`` had the case in hand, at the window or a node.
    """

    case_no: str
    matter_code: str
    matter_name: str
    applicant_id: UUID
    organ_ids: tuple[UUID, ...]
    result: str
    channel: str
    closed_at: datetime
    policy_id: UUID | None = None
    lead_organ_id: UUID | None = None
    staff_nos: tuple[str, ...] = ()
