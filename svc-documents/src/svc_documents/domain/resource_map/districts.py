"""A district's places from a compact template: the same template gives the same places."""

from collections.abc import Iterator, Mapping
from math import cos, pi, radians, sin, sqrt
from typing import Any

from shared.nearness import DEGREE_METRES
from svc_documents.domain.resource_map.places import PlaceKind, ResourcePlace

GOLDEN_ANGLE = pi * (3 - sqrt(5))  # points turned by it fill a circle evenly


def kinds_of(template: Mapping[str, Any]) -> list[PlaceKind]:
    """The kinds, in the order they are shown in."""
    kinds = enumerate(template["kinds"].items(), 1)
    return [PlaceKind(code, kind["name"], position) for position, (code, kind) in kinds]


def places_of(template: Mapping[str, Any]) -> list[ResourcePlace]:
    """Every place, numbered through within its kind."""
    numbers: dict[str, int] = {}
    return [
        _place(template, street, sites, turn, numbers)
        for street in template["streets"]
        for sites in [list(_sites(template, street))]
        for turn in range(len(sites))
    ]


def _sites(template: Mapping[str, Any], street: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for kind in template["kinds"]:
        for name in street.get(kind, ()):
            yield kind, name


def _place(
    template: Mapping[str, Any], street: Mapping[str, Any], sites: list[tuple[str, str]],
    turn: int, numbers: dict[str, int],
) -> ResourcePlace:  # fmt: skip
    code, name = sites[turn]
    kind = template["kinds"][code]
    numbers[code] = numbers.get(code, 0) + 1
    lng, lat = _spot(street, turn, len(sites))
    return ResourcePlace(
        place_id=f"{code}-{numbers[code]:03}",
        kind=code,
        name=kind.get("called", "{site}").format(site=name, street=street["name"]),
        address=f"{template['town']}{street['name']}{street['road']}{10 + 7 * turn}号",
        lng=lng,
        lat=lat,
        hours=kind["hours"],
        phone=kind.get("phone", template["phone"]),
        region_code=template["region"],
    )


def _spot(street: Mapping[str, Any], turn: int, of: int) -> tuple[float, float]:
    """A sunflower's seeds: every site has its room, none lies upon another."""
    lng, lat = street["at"]
    away = street["spread"] * sqrt((turn + 0.5) / of) / DEGREE_METRES
    east = away * cos(turn * GOLDEN_ANGLE) / cos(radians(lat))
    return round(lng + east, 6), round(lat + away * sin(turn * GOLDEN_ANGLE), 6)
