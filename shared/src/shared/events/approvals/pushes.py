"""What svc-approvals tells of what leaves the house: pushed nodes and delivered results."""

from typing import ClassVar
from uuid import UUID

from shared.events.approvals.case_event import CaseEvent


class NodePushed(CaseEvent):
    """The department's own system has received the node."""

    subject: ClassVar[str] = "approvals.case.node_pushed.v1"

    node_key: str
    organ_id: UUID
    target: str


class NodePushAnswered(CaseEvent):
    """The department's own system has told how it goes on, or what it decided."""

    subject: ClassVar[str] = "approvals.case.node_push_answered.v1"

    node_key: str
    organ_id: UUID
    outcome: str


class NodePushFailed(CaseEvent):
    """The department's own system could not be reached for a day; people go on."""

    subject: ClassVar[str] = "approvals.case.node_push_failed.v1"

    node_key: str
    organ_id: UUID
    target: str


class NodeTakenOver(CaseEvent):
    """An officer has taken the node from the department's own system."""

    subject: ClassVar[str] = "approvals.case.node_taken_over.v1"

    node_key: str
    organ_id: UUID
    staff_no: str


class DeliveryChanged(CaseEvent):
    """The results are somewhere else on their way to the applicant."""

    subject: ClassVar[str] = "approvals.case.delivery_changed.v1"

    kind: str
    state: str
