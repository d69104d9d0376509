"""What happens to the catalogue."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


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
