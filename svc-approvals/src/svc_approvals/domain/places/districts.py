"""A district's places from a compact template: the same template gives the same places."""

from collections.abc import Iterator, Mapping
from math import cos, pi, radians, sin, sqrt
from typing import Any

from shared.nearness import DEGREE_METRES
from svc_approvals.domain.places.places import Place

GOLDEN_ANGLE = pi * (3 - sqrt(5))  # points turned by it fill a circle evenly


def places_of(template: Mapping[str, Any]) -> list[Place]:
    """Halls, then their windows, then kiosks numbered through."""
    windows: list[Place] = []
    halls = [_hall(template, one, windows) for one in template["halls"]]
    return [*halls, *windows, *_kiosks(template)]


def _hall(template: Mapping[str, Any], hall: Mapping[str, Any], windows: list[Place]) -> Place:
    lng, lat = hall["at"]
    own = [
        Place(
            place_id=f"window-{hall['place_id'].removeprefix('hall-')}-{number:02}",
            kind="window",
            name=f"{hall['name']}{window['name']}",
            address=f"{hall['address']}{window['at_floor']}",
            lng=lng,
            lat=lat,
            hours=template["office_hours"],
            phone=template["phone"],
            region_code=template["region"],
            services=tuple(window["services"]),
            part_of=hall["place_id"],
        )
        for number, window in enumerate(hall["windows"], 1)
    ]
    windows.extend(own)
    return Place(
        place_id=hall["place_id"],
        kind="hall",
        name=hall["name"],
        address=hall["address"],
        lng=lng,
        lat=lat,
        hours=template["office_hours"],
        phone=template["phone"],
        region_code=template["region"],
        services=tuple(sorted({code for one in own for code in one.services})),
    )


def _kiosks(template: Mapping[str, Any]) -> Iterator[Place]:
    broken = set(template["maintenance"])
    for number, (street, kind, site, place) in enumerate(_sites(template), 1):
        words = {"street": street["name"], "site": site}
        lng, lat = place
        place_id = f"kiosk-{number:03}"
        yield Place(
            place_id=place_id,
            kind="kiosk",
            name=kind["name"].format_map(words),
            address=f"{template['town']}{street['name']}{kind['inside'].format_map(words)}",
            lng=lng,
            lat=lat,
            hours=kind["hours"],
            phone=template["phone"],
            region_code=template["region"],
            services=tuple(kind["services"]),
            status="maintenance" if place_id in broken else "open",
        )


Site = tuple[Mapping[str, Any], Mapping[str, Any], str, tuple[float, float]]


def _sites(template: Mapping[str, Any]) -> Iterator[Site]:
    for street in template["streets"]:
        sites = [
            (kind, site)
            for name, kind in template["kiosk_kinds"].items()
            for site in street.get(name, ())
        ]
        for turn, (kind, site) in enumerate(sites):
            yield street, kind, site, _spot(street, turn, len(sites))


def _spot(street: Mapping[str, Any], turn: int, of: int) -> tuple[float, float]:
    """A sunflower's seeds: every site has its room, none lies upon another."""
    lng, lat = street["at"]
    away = street["spread"] * sqrt((turn + 0.5) / of) / DEGREE_METRES
    east = away * cos(turn * GOLDEN_ANGLE) / cos(radians(lat))
    return round(lng + east, 6), round(lat + away * sin(turn * GOLDEN_ANGLE), 6)
