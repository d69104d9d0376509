"""The demo's places: three halls, their windows, a hundred and twenty kiosks."""

from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

from shared.nearness import Point
from shared.yaml_files import yaml_in
from svc_approvals.domain.places.districts import places_of

DEMO = Path(__file__).parents[3] / "demo" / "places.yaml"


def template() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml_in(DEMO)
    return loaded


PLACES = places_of(template())


def test_the_district_has_three_halls_and_a_hundred_and_twenty_kiosks() -> None:
    assert Counter(one.kind for one in PLACES) == {"hall": 3, "window": 10, "kiosk": 120}
    assert len({one.place_id for one in PLACES}) == len({one.name for one in PLACES}) == 133


def test_the_same_template_gives_the_same_places() -> None:
    assert places_of(template()) == PLACES


def test_every_place_lies_in_the_district() -> None:
    assert all(109.9 <= one.lng <= 110.1 and 27.45 <= one.lat <= 27.65 for one in PLACES)
    assert {one.region_code for one in PLACES} == {"431202"}


def test_no_two_kiosks_of_one_street_stand_in_one_spot() -> None:
    kiosks = [one for one in PLACES if one.kind == "kiosk"]
    streets = [kiosks[start : start + 10] for start in range(0, 120, 10)]
    for street in streets:
        points = [Point(one.lng, one.lat) for one in street]
        assert min(one.metres_to(other) for one, other in combinations(points, 2)) > 100


def test_a_window_belongs_to_its_hall_and_a_hall_handles_what_its_windows_do() -> None:
    halls = {one.place_id: one for one in PLACES if one.kind == "hall"}
    windows = [one for one in PLACES if one.kind == "window"]

    assert {one.part_of for one in windows} == set(halls)
    for hall in halls.values():
        own = {code for one in windows if one.part_of == hall.place_id for code in one.services}
        assert set(hall.services) == own


def test_three_kiosks_are_being_repaired() -> None:
    assert Counter(one.status for one in PLACES) == {"open": 130, "maintenance": 3}
