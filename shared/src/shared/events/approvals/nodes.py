"""What happens to a node of a case."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from shared.events.approvals.case_event import CaseEvent


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


class NodeTransferred(CaseEvent):
    """An officer has handed the node over to a colleague for good."""

    subject: ClassVar[str] = "approvals.case.node_transferred.v1"

    node_key: str
    staff_no: str
    to: str


class NodeReassigned(CaseEvent):
    """A supervisor has given the node to another official of its organ."""

    subject: ClassVar[str] = "approvals.case.node_reassigned.v1"

    node_key: str
    staff_no: str
    to: str


class NodeDelegated(CaseEvent):
    """The officer has lent the node to a colleague for an opinion."""

    subject: ClassVar[str] = "approvals.case.node_delegated.v1"

    node_key: str
    staff_no: str
    to: str


class NodeHandedBack(CaseEvent):
    """A lent node is back with the officer who decides it."""

    subject: ClassVar[str] = "approvals.case.node_handed_back.v1"

    node_key: str
    staff_no: str
    to: str


class NodeUrged(CaseEvent):
    """A supervisor has pressed for the node, ``times`` in all."""

    subject: ClassVar[str] = "approvals.case.node_urged.v1"

    node_key: str
    organ_id: UUID
    times: int


class SignerAdded(CaseEvent):
    """One more official is asked to sign the node."""

    subject: ClassVar[str] = "approvals.case.signer_added.v1"

    node_key: str
    staff_no: str
    weight: int
    by: str


class SignerRemoved(CaseEvent):
    """An official who had not signed need not sign any more."""

    subject: ClassVar[str] = "approvals.case.signer_removed.v1"

    node_key: str
    staff_no: str
    by: str


class NodeSigned(CaseEvent):
    """One of several signers has signed."""

    subject: ClassVar[str] = "approvals.case.node_signed.v1"

    node_key: str
    staff_no: str
    outcome: str


class NodeRuled(CaseEvent):
    """The matter's rule has decided the node on these ``inputs``, none of them personal."""

    subject: ClassVar[str] = "approvals.case.node_ruled.v1"

    node_key: str
    outcome: str
    version_id: UUID
    inputs: dict[str, Any]


class NodeDecided(CaseEvent):
    """A department has approved or refused its node."""

    subject: ClassVar[str] = "approvals.case.node_decided.v1"

    node_key: str
    organ_id: UUID
    outcome: str
    staff_no: str


class NodeReturned(CaseEvent):
    """A department has sent the case back to an earlier node."""

    subject: ClassVar[str] = "approvals.case.node_returned.v1"

    node_key: str
    to: str
    staff_no: str


class NodeReset(CaseEvent):
    """A node that was open or settled waits again, because something before it opened again."""

    subject: ClassVar[str] = "approvals.case.node_reset.v1"

    node_key: str
    organ_id: UUID


class NodeTakenBack(CaseEvent):
    """An officer has taken the own decision back before anybody acted on it."""

    subject: ClassVar[str] = "approvals.case.node_taken_back.v1"

    node_key: str
    staff_no: str


class NodeSupplementRequested(CaseEvent):
    """A department has named, all at once, what it misses; its branch rests."""

    subject: ClassVar[str] = "approvals.case.node_supplement_requested.v1"

    node_key: str
    organ_id: UUID
    round: int
    items: tuple[str, ...]


class NodeSupplemented(CaseEvent):
    """The branch goes on after its supplement."""

    subject: ClassVar[str] = "approvals.case.node_supplemented.v1"

    node_key: str
    round: int


class NodeCancelled(CaseEvent):
    """A node ended because its case did."""

    subject: ClassVar[str] = "approvals.case.node_cancelled.v1"

    node_key: str
    organ_id: UUID
