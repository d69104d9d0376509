"""The published formulas, against figures that were published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svc_feedback.domain.figures import Figures
from svc_feedback.domain.levels import BEST_FIRST, Level

GUANGDONG = {
    "2020-01": ((445_832, 34_635, 1_638_682, 210, 935), 6.87),
    "2021-01": ((5_265_520, 23_409, 22_773, 178, 613), 9.97),
    "2023-07": ((13_431_970, 10_421, 18_062, 295, 980), 9.99),
}


def some_figures(*best_first: int, opportunities: int = 0) -> Figures:
    return Figures(opportunities, dict(zip(BEST_FIRST, best_first, strict=True)))


@pytest.mark.parametrize("month", GUANGDONG)
def test_the_mean_on_ten_points_of_a_provinces_months(month: str) -> None:
    counts, mean = GUANGDONG[month]

    assert some_figures(*counts).mean_score == mean


def test_the_bad_rate_of_a_city_is_as_it_published_it() -> None:
    shenzhen = some_figures(23_736_000 - 3_591, 0, 0, 3_000, 591)

    assert shenzhen.bad_rate == 0.000151  # 0.0151 %


def test_a_provinces_bad_rate_counts_the_two_lowest_levels() -> None:
    counts, _ = GUANGDONG["2023-07"]

    assert some_figures(*counts).bad_rate == 0.000095  # 0.0095 %


def test_rather_satisfied_counts_only_in_the_wide_rate() -> None:
    figures = some_figures(5, 1, 3, 1, 0)

    assert figures.satisfaction_strict == 0.6
    assert figures.satisfaction_wide == 0.9


def test_the_active_rate_is_taken_over_opportunities() -> None:
    assert some_figures(2, 0, 0, 0, 1, opportunities=4).active_rate == 0.75


def test_the_active_rate_of_a_month_counts_the_months_own_opportunities() -> None:
    late_answers = Figures(4, {Level.SATISFIED: 9}, answered=3)

    assert late_answers.reviews == 9
    assert late_answers.active_rate == 0.75


def test_reviews_by_default_imported_and_invalid_ones_change_no_rate() -> None:
    alone = some_figures(8, 0, 0, 1, 1, opportunities=20)
    beside = Figures(20, alone.levels, defaults=70, imported=50, invalid=3)

    assert beside.reviews == alone.reviews == 10
    assert (beside.bad_rate, beside.mean_score) == (alone.bad_rate, alone.mean_score)
    assert beside.active_rate == alone.active_rate == 0.5


def test_five_of_five_rank_below_nine_thousand_five_hundred_of_ten_thousand() -> None:
    few, many = some_figures(5, 0, 0, 0, 0), some_figures(9_500, 0, 0, 500, 0)

    assert few.satisfaction_interval is not None
    assert many.satisfaction_interval is not None
    assert (few.satisfaction_wide, many.satisfaction_wide) == (1.0, 0.95)
    assert few.satisfaction_interval.lower < many.satisfaction_interval.lower


def test_an_empty_denominator_has_no_figure() -> None:
    nothing = some_figures(0, 0, 0, 0, 0)

    assert nothing.reviews == 0
    assert {
        nothing.satisfaction_strict,
        nothing.satisfaction_wide,
        nothing.bad_rate,
        nothing.active_rate,
        nothing.mean_score,
    } == {None}


def test_opportunities_without_reviews_have_an_active_rate_of_nothing() -> None:
    assert some_figures(0, 0, 0, 0, 0, opportunities=7).active_rate == 0.0


@given(st.lists(st.sampled_from(Level), min_size=1, max_size=200))
def test_every_figure_follows_from_the_levels_chosen(chosen: list[Level]) -> None:
    figures = Figures(len(chosen), {level: chosen.count(level) for level in Level})

    assert figures.reviews == len(chosen)
    assert figures.active_rate == 1.0
    mean = sum(2 * c for c in chosen) / len(chosen)
    assert figures.mean_score == pytest.approx(mean, abs=0.005 + 1e-9)  # two decimals, half up
    assert figures.bad_rate is not None
    assert figures.satisfaction_wide is not None
    assert figures.bad_rate + figures.satisfaction_wide == pytest.approx(1.0, abs=2e-6)
