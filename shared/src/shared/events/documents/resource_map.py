"""What happens to places of the resource map."""

from typing import ClassVar

from shared.events.event import Event


class ResourcePlaceChanged(Event):
    """A school, a clinic, a park or another public place is there, or is described anew."""

    subject: ClassVar[str] = "documents.resource_place.changed.v1"

    place_id: str
    kind: str
    name: str
    status: str
