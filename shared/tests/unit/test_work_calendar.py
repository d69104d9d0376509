from datetime import UTC, date, datetime

import pytest
from calendar_building import at, the_calendar_of_2026

from shared.office_hours import OfficeHours
from shared.work_calendar import CalendarMissing, OutsideCalendar, WorkCalendar

CALENDAR = the_calendar_of_2026()
SUMMER_HOURS = OfficeHours.parse("08:00-12:00,15:00-18:00")


def test_what_comes_in_on_friday_at_16_59_is_received_on_friday() -> None:
    assert CALENDAR.add_working_days(at("2026-09-11 16:59"), 1).at == at("2026-09-14 17:00")


def test_what_comes_in_on_friday_at_17_01_is_received_on_monday() -> None:
    assert CALENDAR.received_on(at("2026-09-11 17:01")) == date(2026, 9, 14)
    assert CALENDAR.add_working_days(at("2026-09-11 17:01"), 1).at == at("2026-09-15 17:00")


def test_the_closing_moment_still_belongs_to_the_day() -> None:
    assert CALENDAR.received_on(at("2026-09-11 17:00")) == date(2026, 9, 11)
    assert CALENDAR.received_on(at("2026-09-11 17:00:01")) == date(2026, 9, 14)


@pytest.mark.parametrize("time", ["00:00", "08:59", "09:00", "12:30", "16:59"])
def test_the_day_of_receipt_is_not_counted_whatever_the_hour(time: str) -> None:
    assert CALENDAR.add_working_days(at(f"2026-09-07 {time}"), 5).at == at("2026-09-14 17:00")


def test_what_comes_in_on_a_rest_day_is_received_on_the_next_working_day() -> None:
    assert CALENDAR.add_working_days(at("2026-09-12 10:00"), 0).at == at("2026-09-14 17:00")
    assert CALENDAR.add_working_days(at("2026-09-12 10:00"), 1).at == at("2026-09-15 17:00")


def test_no_days_at_all_means_the_close_of_the_day_of_receipt() -> None:
    assert CALENDAR.add_working_days(at("2026-09-11 10:00"), 0).at == at("2026-09-11 17:00")
    assert CALENDAR.add_working_days(at("2026-09-11 18:00"), 0).at == at("2026-09-14 17:00")


def test_national_day_2026_rests_seven_days_and_works_on_its_made_up_days() -> None:
    assert CALENDAR.is_working_day(date(2026, 9, 20))
    assert CALENDAR.is_working_day(date(2026, 10, 10))
    assert CALENDAR.kind_of(date(2026, 10, 1)) == (False, "国庆节", False)
    due = CALENDAR.add_working_days(at("2026-09-30 10:00"), 3)
    assert due == (at("2026-10-10 17:00"), False)
    assert CALENDAR.add_working_days(at("2026-10-03 10:00"), 1).at == at("2026-10-09 17:00")


def test_a_year_without_a_notice_is_guessed_and_said_to_be_provisional() -> None:
    assert CALENDAR.add_working_days(at("2026-12-31 10:00"), 0) == (at("2026-12-31 17:00"), False)
    assert CALENDAR.add_working_days(at("2026-12-30 10:00"), 2) == (at("2027-01-01 17:00"), True)
    assert CALENDAR.kind_of(date(2027, 1, 2)) == (False, None, True)


def test_importing_the_next_notice_moves_the_provisional_date_and_the_fingerprint() -> None:
    rows = [
        (date(2026, 12, 30), True, None, False),
        (date(2026, 12, 31), True, None, False),
        (date(2027, 1, 1), False, "元旦", False),
        (date(2027, 1, 4), True, None, False),
    ]
    before, after = WorkCalendar.of(rows[:2]), WorkCalendar.of(rows)

    assert before.add_working_days(at("2026-12-30 10:00"), 2) == (at("2027-01-01 17:00"), True)
    assert after.add_working_days(at("2026-12-30 10:00"), 2).at == at("2027-01-04 17:00")
    assert before.fingerprint != after.fingerprint
    assert after.fingerprint == WorkCalendar.of(reversed(rows)).fingerprint


@pytest.mark.parametrize(("days", "more"), [(20, 10), (45, 15)])
def test_an_extension_continues_where_the_first_period_ends(days: int, more: int) -> None:
    first = CALENDAR.add_working_days(at("2026-09-14 10:00"), days)
    extended = CALENDAR.add_working_days(first.at, more)
    assert extended == CALENDAR.add_working_days(at("2026-09-14 10:00"), days + more)


def test_the_periods_of_the_law_on_the_real_calendar() -> None:
    received = at("2026-09-14 10:00")
    ends = [CALENDAR.add_working_days(received, days).at for days in (5, 20, 30, 45, 60)]
    assert [end.date().isoformat() for end in ends] == [
        "2026-09-20",
        "2026-10-16",
        "2026-10-30",
        "2026-11-20",
        "2026-12-11",
    ]


def test_a_pause_over_the_holiday_keeps_the_remaining_minutes() -> None:
    due = CALENDAR.add_working_days(at("2026-09-29 10:00"), 2).at
    assert due == at("2026-10-08 17:00")

    remaining = CALENDAR.working_minutes_between(at("2026-09-30 16:00"), due)
    assert remaining == 60 + 390
    assert CALENDAR.add_working_minutes(at("2026-10-05 08:00"), remaining).at == at(
        "2026-10-09 10:00"
    )


def test_a_period_that_was_overdue_stays_overdue_by_as_much_after_a_pause() -> None:
    overdue = CALENDAR.working_minutes_between(at("2026-09-15 10:00"), at("2026-09-14 17:00"))
    assert overdue == -60
    resumed = at("2026-09-17 09:30")
    assert CALENDAR.add_working_minutes(resumed, overdue).at == at("2026-09-16 16:30")


def test_lunch_and_night_are_not_working_time() -> None:
    assert CALENDAR.working_minutes_between(at("2026-09-14 12:00"), at("2026-09-14 13:30")) == 0
    assert CALENDAR.working_minutes_between(at("2026-09-14 17:00"), at("2026-09-15 09:00")) == 0
    assert CALENDAR.add_working_minutes(at("2026-09-14 11:59"), 1).at == at("2026-09-14 12:00")
    assert CALENDAR.add_working_minutes(at("2026-09-14 12:30"), 1).at == at("2026-09-14 13:31")


def test_no_minutes_means_now_or_the_next_opening() -> None:
    def after_nothing(text: str) -> datetime:
        return CALENDAR.add_working_minutes(at(text), 0).at

    assert after_nothing("2026-09-14 10:00:30") == at("2026-09-14 10:00:30")
    assert after_nothing("2026-09-14 07:00") == at("2026-09-14 09:00")
    assert after_nothing("2026-09-14 12:30") == at("2026-09-14 13:30")
    assert after_nothing("2026-09-14 20:00") == at("2026-09-15 09:00")
    assert after_nothing("2026-10-01 10:00") == at("2026-10-08 09:00")


def test_the_lights_are_set_at_shares_of_the_working_minutes() -> None:
    start, due = at("2026-09-11 10:00"), at("2026-09-14 17:00")
    assert CALENDAR.moment_of_share(start, due, 0.5) == at("2026-09-14 09:30")
    assert CALENDAR.moment_of_share(start, due, 0.8) == at("2026-09-14 14:36")
    assert CALENDAR.moment_of_share(start, due, 1) == due


def test_remaining_days_do_not_count_today() -> None:
    due = at("2026-10-09 17:00")
    assert CALENDAR.remaining_working_days(at("2026-09-30 10:00"), due) == 2
    assert CALENDAR.remaining_working_days(at("2026-10-03 10:00"), due) == 2
    assert CALENDAR.remaining_working_days(at("2026-10-09 10:00"), due) == 0
    assert CALENDAR.remaining_working_days(at("2026-10-12 10:00"), due) == -2


def test_an_organ_may_keep_hours_of_its_own() -> None:
    due = CALENDAR.add_working_days(at("2026-07-06 17:30"), 1, SUMMER_HOURS).at
    assert due == at("2026-07-07 18:00")
    assert SUMMER_HOURS.minutes_a_day == 420
    assert CALENDAR.working_minutes_between(at("2026-07-06 17:30"), due, SUMMER_HOURS) == 30 + 420


def test_answers_are_in_utc() -> None:
    assert CALENDAR.add_working_days(at("2026-09-11 16:59"), 1).at.tzinfo is UTC


def test_days_outside_the_calendar_are_refused_with_its_range() -> None:
    with pytest.raises(OutsideCalendar) as refused:
        CALENDAR.is_working_day(date(2025, 12, 31))
    assert refused.value.detail() == (
        "工作日历从 2026-01-01 到 2036-12-31，请核对日期，或先导入更早的放假安排。"
    )
    with pytest.raises(OutsideCalendar):
        CALENDAR.add_working_days(at("2036-12-30 10:00"), 20)


def test_a_calendar_of_no_days_is_refused() -> None:
    with pytest.raises(CalendarMissing):
        WorkCalendar.of([])


def test_a_moment_without_its_zone_is_a_fault() -> None:
    with pytest.raises(ValueError, match="zone"):
        CALENDAR.received_on(datetime(2026, 9, 14, 10))  # noqa: DTZ001 - the point of the test
