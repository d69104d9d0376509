"""What happens to a case as a whole."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.events.approvals.case_event import CaseEvent


class CaseDrafted(CaseEvent):
    """An application was begun; ``staff_no``: by a clerk at the window, in the person's name.

    ``policy_id``: for what a policy gives.
    """

    subject: ClassVar[str] = "approvals.case.drafted.v1"

    matter_code: str
    channel: str = ""
    staff_no: str = ""
    policy_id: UUID | None = None


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


class CaseReturnedToWindow(CaseEvent):
    """A department has sent the case back to the window."""

    subject: ClassVar[str] = "approvals.case.returned_to_window.v1"

    node_key: str
    staff_no: str


class CaseReopened(CaseEvent):
    """The result does not stand any more: a decision was taken back or returned."""

    subject: ClassVar[str] = "approvals.case.reopened.v1"


class SupplementBrought(CaseEvent):
    """The applicant has brought things a branch waits for."""

    subject: ClassVar[str] = "approvals.case.supplement_brought.v1"

    items: tuple[str, ...]


class SupplementOverdue(CaseEvent):
    """What was asked for has not come in time; no ``node_key``: the window's request."""

    subject: ClassVar[str] = "approvals.case.supplement_overdue.v1"

    node_key: str


class CaseSuspended(CaseEvent):
    """A supervisor has suspended the case; the reason stands in the case, not here."""

    subject: ClassVar[str] = "approvals.case.suspended.v1"


class SuspensionLifted(CaseEvent):
    """The case goes on after a suspension."""

    subject: ClassVar[str] = "approvals.case.suspension_lifted.v1"


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


class CaseTerminated(CaseEvent):
    """The case was ended without a decision; the reason stands in the case, not here."""

    subject: ClassVar[str] = "approvals.case.terminated.v1"


class CaseClosed(CaseEvent):
    """The case has ended, and its applicant may review it.

    ``lead_organ_id`` leads the matter; ``staff_nos`` had the case in hand, at the window or a node.
    """

    subject: ClassVar[str] = "approvals.case.closed.v1"

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
