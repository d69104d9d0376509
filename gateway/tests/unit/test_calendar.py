from datetime import date

import pytest

from gateway.adapters.published_calendar import published_year
from gateway.domain.calendar import (
    Day,
    NoticeUnusable,
    provisional_year,
    year_of_notice,
)


def day_of(year: int, month: int, day: int) -> Day:
    when = date(year, month, day)
    return next(each for each in published_year(year).days if each.day == when)


@pytest.mark.parametrize(("year", "working"), [(2024, 251), (2025, 248), (2026, 248)])
def test_published_years_are_whole_and_have_the_working_days_of_the_notice(
    year: int, working: int
) -> None:
    known = published_year(year)
    assert len(known.days) == 365 + (year % 4 == 0)
    assert known.working_days == working
    assert not known.provisional


def test_a_holiday_and_the_day_that_makes_up_for_it_say_why() -> None:
    holiday, make_up = day_of(2026, 10, 1), day_of(2026, 10, 10)
    assert (holiday.is_working, holiday.name) == (False, "国庆节")
    assert (make_up.is_working, make_up.name) == (True, "国庆节调休上班")


def test_an_unpublished_year_goes_by_weekday_and_says_so() -> None:
    year = provisional_year(2027)
    assert year.provisional
    assert year.working_days == 261
    assert all(day.is_working == (day.day.weekday() < 5) for day in year.days)


def test_a_notice_overrides_the_weekdays_it_names() -> None:
    named = [
        Day(date(2027, 1, 1), is_working=False, name="元旦"),
        Day(date(2027, 1, 2), is_working=True),
    ]
    year = year_of_notice(2027, named, "通知")
    assert year.days[0].name == "元旦"
    assert year.days[1].is_working
    assert year.working_days == 261


def test_a_notice_that_names_a_day_twice_or_of_another_year_is_refused() -> None:
    first = Day(date(2027, 1, 1), is_working=False)
    with pytest.raises(NoticeUnusable) as refused:
        year_of_notice(2027, [first, first, Day(date(2028, 1, 1), is_working=False)], "通知")
    assert [error.pointer for error in refused.value.errors] == ["#/days/1/day", "#/days/2/day"]
