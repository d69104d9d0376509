from math import cos, isclose, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.nearness import Point

STATION = Point(109.9975, 27.5552)
POINTS = st.builds(Point, st.floats(74, 135), st.floats(4, 53))


@pytest.mark.parametrize(
    "text",
    ["", "abc", "109.99", "109.99,", "27.55,109.99", "109.99;27.55", "109.99,27.55,3", "NaN,27",
     "1e2,27", "-109.99,27.55", "109.99, 27.55", "١٠٩,٢٧", "109.99,27.55\n", "0,0"],
)  # fmt: skip
def test_what_is_no_point_in_china_is_none(text: str) -> None:
    assert Point.of(text) is None


def test_a_point_is_longitude_and_latitude() -> None:
    assert Point.of("109.9975,27.5552") == STATION
    assert Point.of("110,27") == Point(110, 27)


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() -> None:
    assert isclose(STATION.metres_to(Point(109.9975, 28.5552)), 111_195, abs_tol=1)
    assert STATION.metres_to(STATION) == 0


@given(POINTS, POINTS, st.integers(1, 50_000))
def test_whatever_is_within_the_radius_is_in_the_box(
    here: Point, there: Point, radius: int
) -> None:
    box = here.box(radius)
    outside = not (box.west <= there.lng <= box.east and box.south <= there.lat <= box.north)

    assert not (outside and here.metres_to(there) < radius)


@given(st.floats(0, 1), st.floats(0, 6.28), st.integers(100, 50_000))
def test_the_box_misses_nothing_near_the_edge(share: float, turn: float, radius: int) -> None:
    up = share * radius * 0.999 / 111_195
    there = Point(
        STATION.lng + up * cos(turn) / cos(radians(STATION.lat)), STATION.lat + up * sin(turn)
    )
    box = STATION.box(radius)

    assert box.west <= there.lng <= box.east
    assert box.south <= there.lat <= box.north
