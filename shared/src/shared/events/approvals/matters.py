"""What happens to the catalogue."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

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


class MatterBasisFlagged(Event):
    """A document a matter in force or one of its fees rests on is dead; everybody sees it."""

    subject: ClassVar[str] = "approvals.matter.basis_flagged.v1"

    code: str
    name: str
    reference: str
    document_id: UUID | None
    effect: str
    since: date | None
    replaced_by: str = ""


class MatterBasisCleared(Event):
    """A document a matter rests on is in force again."""

    subject: ClassVar[str] = "approvals.matter.basis_cleared.v1"

    code: str
    name: str
    reference: str
    document_id: UUID | None
    effect: str


class BasisReplacement(BaseModel):
    """One reference in another's place."""

    model_config = ConfigDict(frozen=True)

    old: str
    new: str


class MatterRebased(Event):
    """A matter rests on other documents from this version on; the version is told as published."""

    subject: ClassVar[str] = "approvals.matter.rebased.v1"

    code: str
    name: str
    number: int
    replacements: tuple[BasisReplacement, ...]
