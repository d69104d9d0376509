"""How near a place is: a point, the box around it, and metres on the sphere."""

import re
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Self

EARTH_METRES = 6_371_008.8  # mean radius (IUGG)
DEGREE_METRES = 111_195.0
CHINA = (73.0, 136.0, 3.0, 54.0)
WRITTEN = re.compile(r"[0-9]{1,3}(\.[0-9]{1,10})?,[0-9]{1,2}(\.[0-9]{1,10})?")


@dataclass(frozen=True, slots=True)
class Box:
    """The least box that holds everything within a radius; an index finds what is in it."""

    west: float
    east: float
    south: float
    north: float


@dataclass(frozen=True, slots=True)
class Point:
    """Longitude and latitude (GCJ-02)."""

    lng: float
    lat: float

    @classmethod
    def of(cls, text: str) -> Self | None:
        """Read `lng,lat`; None when it is no point, or none in China."""
        if not WRITTEN.fullmatch(text):
            return None
        lng, lat = (float(part) for part in text.split(","))
        west, east, south, north = CHINA
        return cls(lng, lat) if west <= lng <= east and south <= lat <= north else None

    def box(self, metres: float) -> Box:
        """The box around this point; meridians draw together to the north."""
        up = metres / DEGREE_METRES
        aside = up / cos(radians(abs(self.lat) + up))
        return Box(self.lng - aside, self.lng + aside, self.lat - up, self.lat + up)

    def metres_to(self, other: "Point") -> float:
        """The way over the ground (haversine)."""
        across = sin(radians(other.lng - self.lng) / 2) ** 2
        along = sin(radians(other.lat - self.lat) / 2) ** 2
        share = along + cos(radians(self.lat)) * cos(radians(other.lat)) * across
        return 2 * EARTH_METRES * asin(sqrt(min(1.0, share)))
