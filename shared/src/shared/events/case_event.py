"""The form of a fact of one case; all of them stand in shared.events.approvals.CASE_EVENTS."""

from uuid import UUID

from shared.events.event import Event


class CaseEvent(Event):
    """A fact of one case."""

    case_id: UUID
