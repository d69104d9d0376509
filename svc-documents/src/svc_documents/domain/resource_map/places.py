"""A place of the resource map (资源地图): where something public is, and when it is open.

Coordinates are GCJ-02, as Chinese maps draw them: nothing is converted here.
"""

from dataclasses import dataclass
from typing import Literal

from shared.nearness import CHINA, Box

PlaceStatus = Literal["open", "closed"]
COORDINATES = "GCJ-02"
WHOLE_COUNTRY = Box(CHINA[0], CHINA[1], CHINA[2], CHINA[3])


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """A kind of place; kinds are data."""

    code: str
    name: str
    position: int


@dataclass(frozen=True, slots=True)
class ResourcePlace:
    """One place; nothing once shown is deleted, it is closed."""

    place_id: str
    kind: str
    name: str
    address: str
    lng: float
    lat: float
    hours: str
    phone: str
    region_code: str
    note: str = ""
    status: PlaceStatus = "open"


def box_of(text: str) -> Box | None:
    """Read `west,south,east,north`; None when it is no box, or none in China."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    least_lng, most_lng, least_lat, most_lat = CHINA
    inside = least_lng <= west <= east <= most_lng and least_lat <= south <= north <= most_lat
    return Box(west, east, south, north) if inside else None
