"""Periods of figures, read from months and days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svc_feedback.domain.periods import EVER, Period, PeriodReversed, midnight

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_a_whole_year_is_read_by_month() -> None:
    (span,) = Period(date(2025, 1, 1), date(2025, 12, 31)).spans()

    assert span == ("month", midnight(date(2025, 1, 1)), midnight(date(2026, 1, 1)))


def test_all_time_is_read_by_month() -> None:
    assert [span.grain for span in EVER.spans()] == ["month"]


def test_the_days_at_both_ends_are_read_by_day() -> None:
    spans = list(Period(date(2025, 1, 31), date(2025, 3, 1)).spans())

    assert [(span.grain, (span.until - span.since).days) for span in spans] == [
        ("month", 28), ("day", 1), ("day", 1),
    ]  # fmt: skip


@given(DAYS, st.integers(0, 800))
def test_every_day_of_a_period_is_read_once(first: date, more: int) -> None:
    period = Period(first, first + timedelta(days=more))
    spans = sorted(period.spans(), key=lambda span: span.since)

    assert (spans[0].since, spans[-1].until) == (period.since, period.until)
    assert all(one.until == other.since for one, other in pairwise(spans))
    whole = [span for span in spans if span.grain == "month"]
    assert all((each.since.day, each.until.day) == (1, 1) for each in whole)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(PeriodReversed):
        Period.between(date(2025, 2, 1), date(2025, 1, 1))
