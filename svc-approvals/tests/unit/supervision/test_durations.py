"""Histograms that add up: the mean exact, quantiles near what a sorted list says."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svc_approvals.domain.supervision.durations import Durations
from svc_approvals.domain.supervision.periods import Period, periods_of, whole


def some_durations(*minutes: int) -> Durations:
    lasted = Durations()
    for one in minutes:
        lasted.add(one)
    return lasted


def test_nothing_has_neither_mean_nor_quantile() -> None:
    assert Durations().mean is None
    assert Durations().quantile(0.5) is None


def test_what_took_no_time_counts_as_none() -> None:
    lasted = some_durations(0, 0, 0)

    assert (lasted.count, lasted.mean, lasted.quantile(0.95)) == (3, 0, 0)


@given(st.lists(st.integers(0, 50_000), min_size=1, max_size=200), st.floats(0.01, 1))
def test_a_quantile_is_never_more_than_five_percent_off(minutes: list[int], share: float) -> None:
    lasted = some_durations(*minutes)
    rank = next(n for n in range(1, len(minutes) + 1) if n >= share * len(minutes))
    exact = sorted(minutes)[rank - 1]

    quantile = lasted.quantile(share)

    assert lasted.mean == pytest.approx(sum(minutes) / len(minutes))
    assert quantile is not None
    assert abs(quantile - exact) <= 0.05 * exact


@pytest.mark.parametrize("share", [0.5, 0.8, 0.95])
def test_over_a_few_hundred_cases_it_is_off_by_one_or_two_percent(share: float) -> None:
    dice = Random(4)  # noqa: S311 - the same lists every time
    minutes = [round(dice.lognormvariate(5.5, 0.6)) for _ in range(400)]

    quantile = some_durations(*minutes).quantile(share)

    assert quantile == pytest.approx(sorted(minutes)[round(share * 400) - 1], rel=0.02)


@given(st.lists(st.integers(0, 9_000)), st.lists(st.integers(0, 9_000)))
def test_two_histograms_added_are_the_histogram_of_all(some: list[int], more: list[int]) -> None:
    both = some_durations(*some)
    other = some_durations(*more)
    both.merge(other.minutes, other.buckets.items())

    assert both == some_durations(*some, *more)


TODAY = date(2026, 6, 16)


def asked(first: str, last: str) -> list[str]:
    spans = whole(date.fromisoformat(first), date.fromisoformat(last), TODAY)
    return [f"{kind} {day}" for kind, day in spans]


def test_a_span_is_read_as_the_fewest_whole_periods() -> None:
    assert asked("2024-01-01", "2025-12-31") == ["year 2024-01-01", "year 2025-01-01"]
    assert asked("2025-11-30", "2026-02-01") == [
        "day 2025-11-30", "month 2025-12-01", "month 2026-01-01", "day 2026-02-01",
    ]  # fmt: skip
    assert asked("2026-03-05", "2026-03-05") == ["day 2026-03-05"]
    assert asked("2025-02-20", "2025-07-11") == [
        "day 2025-02-20", "ten_days 2025-02-21", "month 2025-03-01", "quarter 2025-04-01",
        "ten_days 2025-07-01", "day 2025-07-11",
    ]  # fmt: skip


def test_a_span_up_to_today_counts_as_if_its_year_were_over() -> None:
    assert asked("2026-01-01", "2026-06-16") == ["year 2026-01-01"]
    assert asked("2026-06-01", "2026-07-04")[0] == "month 2026-06-01"


def test_months_stay_months_when_they_are_asked_for() -> None:
    spans = whole(date(2025, 1, 1), date(2025, 12, 31), TODAY, most="month")

    assert [kind for kind, _ in spans] == ["month"] * 12


@given(st.dates(date(2023, 1, 1), date(2026, 6, 15)), st.integers(0, 900))
def test_every_day_of_a_span_is_read_once(first: date, length: int) -> None:
    last = min(date.fromordinal(first.toordinal() + length), date(2026, 6, 15))
    days = [day for period in whole(first, last, TODAY) for day in days_in(period)]

    assert days == list(range(first.toordinal(), last.toordinal() + 1))


@given(st.dates(date(2023, 1, 1), date(2026, 6, 15)), st.integers(0, 900))
def test_no_span_needs_many_periods(first: date, length: int) -> None:
    last = min(date.fromordinal(first.toordinal() + length), date(2026, 6, 15))

    assert len(whole(first, last, TODAY)) <= 2 * (10 + 2 + 2 + 3) + 2


@given(st.dates(date(2023, 1, 1), date(2026, 6, 15)))
def test_a_day_lies_in_one_period_of_each_kind(day: date) -> None:
    periods = periods_of(day)

    assert [one.kind for one in periods] == ["day", "ten_days", "month", "quarter", "year"]
    assert all(day.toordinal() in days_in(one) for one in periods)


def days_in(period: Period) -> range:
    first = period.first_day
    after_month = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    after = {
        "day": date.fromordinal(first.toordinal() + 1),
        "ten_days": after_month if first.day == 21 else first.replace(day=min(first.day + 10, 28)),
        "month": after_month,
        "quarter": date(first.year + (first.month + 2) // 12, (first.month + 2) % 12 + 1, 1),
        "year": date(first.year + 1, 1, 1),
    }[period.kind]
    return range(first.toordinal(), after.toordinal())
