"""What happens to a node of a case."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from svc_approvals.domain.cases.facts.fact import Fact

FOUND_NEEDLESS = "审批人员核实后认定无需办理"


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
class NodeTransferred(Fact):
    """An officer has handed the node over to a colleague for good."""

    node_key: str
    staff_no: str
    to: str


@dataclass(frozen=True, slots=True)
class NodeReassigned(Fact):
    """A supervisor has given the node to another official of its organ."""

    node_key: str
    staff_no: str
    to: str


@dataclass(frozen=True, slots=True)
class NodeDelegated(Fact):
    """The officer has lent the node to a colleague for an opinion."""

    node_key: str
    staff_no: str
    to: str


@dataclass(frozen=True, slots=True)
class NodeHandedBack(Fact):
    """A lent node is back with the officer who decides it."""

    node_key: str
    staff_no: str
    to: str


@dataclass(frozen=True, slots=True)
class NodeUrged(Fact):
    """A supervisor has pressed for the node, ``times`` in all."""

    node_key: str
    organ_id: UUID
    times: int


@dataclass(frozen=True, slots=True)
class SignerAdded(Fact):
    """One more official is asked to sign the node."""

    node_key: str
    staff_no: str
    weight: int
    by: str


@dataclass(frozen=True, slots=True)
class SignerRemoved(Fact):
    """An official who had not signed need not sign any more."""

    node_key: str
    staff_no: str
    by: str


@dataclass(frozen=True, slots=True)
class NodeSigned(Fact):
    """One of several signers has signed."""

    node_key: str
    staff_no: str
    outcome: str


@dataclass(frozen=True, slots=True)
class NodeRuled(Fact):
    """The matter's rule has decided the node on these ``inputs``, none of them personal."""

    node_key: str
    outcome: str
    version_id: UUID
    inputs: dict[str, Any]


@dataclass(frozen=True, slots=True)
class NodeDecided(Fact):
    """A department has approved or refused its node."""

    node_key: str
    organ_id: UUID
    outcome: str
    staff_no: str


@dataclass(frozen=True, slots=True)
class NodeReturned(Fact):
    """A department has sent the case back to an earlier node."""

    node_key: str
    to: str
    staff_no: str


@dataclass(frozen=True, slots=True)
class NodeReset(Fact):
    """A node that was open or settled waits again, because something before it opened again."""

    node_key: str
    organ_id: UUID


@dataclass(frozen=True, slots=True)
class NodeTakenBack(Fact):
    """An officer has taken the own decision back before anybody acted on it."""

    node_key: str
    staff_no: str


@dataclass(frozen=True, slots=True)
class NodeSupplementRequested(Fact):
    """A department has named, all at once, what it misses; its branch rests."""

    node_key: str
    organ_id: UUID
    round: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NodeSupplemented(Fact):
    """The branch goes on after its supplement."""

    node_key: str
    round: int


@dataclass(frozen=True, slots=True)
class NodeCancelled(Fact):
    """A node ended because its case did."""

    node_key: str
    organ_id: UUID
