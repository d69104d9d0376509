"""What svc-documents tells of columns and what is published in them."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class ColumnChanged(Event):
    """A column was entered or changed: its place, who answers for it, how often it is updated."""

    subject: ClassVar[str] = "documents.column.changed.v1"

    column_id: str
    name: str
    parent: str | None = None
    organ_id: UUID | None = None


class EntryPublished(Event):
    """Something was published in a column, in time or late."""

    subject: ClassVar[str] = "documents.column.entry_published.v1"

    column_id: str
    entry_id: UUID
    title: str
    formed_on: date
    late: bool


class EntryChanged(Event):
    """What was published in a column reads otherwise now; the former words stay readable."""

    subject: ClassVar[str] = "documents.column.entry_changed.v1"

    column_id: str
    entry_id: UUID
    title: str
    reason: str


class ColumnOverdue(Event):
    """A column was not updated within its period; told once for each lapse."""

    subject: ClassVar[str] = "documents.column.overdue.v1"

    column_id: str
    name: str
    organ_id: UUID | None
    due_on: date
