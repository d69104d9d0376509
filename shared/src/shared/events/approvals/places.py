"""What happens to halls, windows and kiosks."""

from typing import ClassVar

from shared.events.event import Event


class PlaceChanged(Event):
    """A hall, a window or a kiosk is there, or is described anew."""

    subject: ClassVar[str] = "approvals.place.changed.v1"

    place_id: str
    kind: str
    name: str
    status: str
    services: tuple[str, ...]
