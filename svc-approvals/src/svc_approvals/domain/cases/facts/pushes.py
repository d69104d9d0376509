"""What happens to nodes that a department's own system handles."""

from dataclasses import dataclass
from uuid import UUID

from svc_approvals.domain.cases.facts.fact import Fact


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
