"""Wilson's interval, against figures that are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svc_feedback.domain.intervals import per_ten_thousand, wilson

LOWER_BOUNDS = {
    (1, 1): 0.2065,
    (2, 2): 0.3424,
    (5, 5): 0.5655,
    (95, 100): 0.8882,
    (100, 101): 0.9460,
    (950, 1000): 0.9347,
    (9500, 10000): 0.9456,
}


@pytest.mark.parametrize("counted", LOWER_BOUNDS)
def test_the_lower_bound_is_as_it_is_known(counted: tuple[int, int]) -> None:
    interval = wilson(*counted)

    assert interval is not None
    assert round(interval.lower, 4) == LOWER_BOUNDS[counted]


def test_nothing_counted_has_no_interval() -> None:
    assert wilson(0, 0) is None


def test_none_of_many_begins_at_nothing_and_all_of_many_ends_at_one() -> None:
    none, every = wilson(0, 50), wilson(50, 50)

    assert none is not None
    assert every is not None
    assert none.lower == 0.0
    assert every.upper == 1.0


@given(st.integers(1, 100_000), st.data())
def test_the_share_lies_within_its_interval(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    interval = wilson(part, whole)

    assert interval is not None
    assert 0 <= interval.lower <= part / whole + 1e-6
    assert part / whole - 1e-6 <= interval.upper <= 1


@given(st.integers(1, 1000), st.integers(2, 50))
def test_more_of_the_same_makes_a_figure_surer(part: int, times: int) -> None:
    few, many = wilson(part, 2 * part), wilson(times * part, 2 * part * times)

    assert few is not None
    assert many is not None
    assert many.lower > few.lower
    assert many.upper < few.upper


def test_a_provinces_bad_rate_per_ten_thousand() -> None:
    assert per_ten_thousand(3_591 / 23_736_000) == 1.51
    assert per_ten_thousand(None) is None
