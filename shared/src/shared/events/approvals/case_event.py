"""A fact of one case."""

from uuid import UUID

from shared.events.event import Event


class CaseEvent(Event):
    """A fact of one case."""

    case_id: UUID
