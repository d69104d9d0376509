"""What happens to random inspections; everything told here is public."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class InspectionEvent(Event):
    """What every fact of an inspection carries."""

    inspection_id: UUID
    organ_id: UUID


class InspectionAnnounced(InspectionEvent):
    """An inspection is announced, with a commitment to its secret and its registers."""

    subject: ClassVar[str] = "documents.inspection.announced.v1"

    title: str
    commitment: str
    beacon: str
    beacon_on: date


class InspectionDrawn(InspectionEvent):
    """Objects and inspectors are drawn; with the secret anybody can draw them again."""

    subject: ClassVar[str] = "documents.inspection.drawn.v1"

    secret: str
    public_value: str
    objects: int


class InspectionCancelled(InspectionEvent):
    """An inspection is given up before it was drawn."""

    subject: ClassVar[str] = "documents.inspection.cancelled.v1"

    reason: str


class InspectionResultPublished(InspectionEvent):
    """What was found at one object is public, or is put right."""

    subject: ClassVar[str] = "documents.inspection.result_published.v1"

    object_id: str
    outcome: str
    in_time: bool
    corrected: bool
