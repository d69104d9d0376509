"""What is told of published figures."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class FiguresPublished(Event):
    """The figures of a region's month were signed off and are public."""

    subject: ClassVar[str] = "feedback.figures.published.v1"

    publication_id: UUID
    region_code: str
    month: date
    version: int
    formula_version: str
    digest: str
