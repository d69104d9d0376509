"""A dashboard's number never falls."""

from datetime import date

from svc_feedback.domain.statistics.dashboards import MOST_CHANGES, number_of

BROWSERS_COUNT_TO = 2**53


def test_the_number_grows_with_every_change() -> None:
    assert number_of(date(2026, 1, 31), 8) == number_of(date(2026, 1, 31), 7) + 1


def test_a_new_day_is_higher_however_much_the_old_month_had() -> None:
    assert number_of(date(2026, 2, 1), 0) > number_of(date(2026, 1, 31), MOST_CHANGES - 1)


def test_browsers_count_it_exactly() -> None:
    assert number_of(date(3000, 1, 1), MOST_CHANGES - 1) < BROWSERS_COUNT_TO
