"""A place (办事地点): a hall, a window in it, or a kiosk.

Coordinates are GCJ-02, as Chinese maps draw them: nothing is converted here.
"""

from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal["hall", "window", "kiosk"]
PlaceStatus = Literal["open", "maintenance", "closed"]
COORDINATES = "GCJ-02"


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `services` are codes of the matters it handles; `part_of` is a window's hall."""

    place_id: str
    kind: PlaceKind
    name: str
    address: str
    lng: float
    lat: float
    hours: str
    phone: str
    region_code: str
    services: tuple[str, ...] = ()
    status: PlaceStatus = "open"
    part_of: str | None = None
