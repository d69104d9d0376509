from datetime import date, datetime, timedelta

from calendar_building import at, the_calendar_of_2026
from hypothesis import given
from hypothesis import strategies as some

from shared.office_hours import CHINA_TIME, OfficeHours
from shared.work_calendar import USUAL_HOURS

CALENDAR = the_calendar_of_2026()
FIRST = at("2026-01-05 00:00")
moments = some.timedeltas(timedelta(), timedelta(days=500)).map(lambda passed: FIRST + passed)
minutes = some.integers(1, 60 * 390)
days = some.integers(0, 60)
hours = some.sampled_from([USUAL_HOURS, OfficeHours.parse("08:00-12:00,15:00-18:00")])


def day_of(moment: datetime) -> date:
    return moment.astimezone(CHINA_TIME).date()


@given(moments, minutes, hours)
def test_adding_minutes_then_counting_gives_them_back(
    start: datetime, added: int, hours: OfficeHours
) -> None:
    due = CALENDAR.add_working_minutes(start, added, hours).at
    assert CALENDAR.working_minutes_between(start, due, hours) == added


@given(moments, minutes, minutes)
def test_adding_in_two_steps_is_adding_at_once(start: datetime, one: int, two: int) -> None:
    between = CALENDAR.add_working_minutes(start, one).at
    assert CALENDAR.add_working_minutes(between, two).at == (
        CALENDAR.add_working_minutes(start, one + two).at
    )


@given(moments, moments, some.integers(0, 5000), some.integers(0, 5000))
def test_a_later_start_or_a_longer_period_never_ends_earlier(
    one: datetime, two: datetime, short: int, long: int
) -> None:
    one, two = sorted((one, two))
    short, long = sorted((short, long))
    ends = CALENDAR.add_working_minutes(one, short).at, CALENDAR.add_working_minutes(two, long).at
    assert ends[0] <= ends[1]


@given(moments, moments, days, days)
def test_days_are_monotone_too(one: datetime, two: datetime, few: int, many: int) -> None:
    one, two = sorted((one, two))
    few, many = sorted((few, many))
    assert CALENDAR.add_working_days(one, few).at <= CALENDAR.add_working_days(two, many).at


@given(moments, days, some.integers(0, 60 * 390))
def test_nothing_is_due_on_a_rest_day_or_before_it_began(
    start: datetime, added_days: int, added_minutes: int
) -> None:
    for due in (
        CALENDAR.add_working_days(start, added_days).at,
        CALENDAR.add_working_minutes(start, added_minutes).at,
    ):
        assert CALENDAR.is_working_day(day_of(due))
        assert due >= start


@given(moments, days)
def test_the_days_of_a_period_are_the_working_days_after_its_receipt(
    start: datetime, length: int
) -> None:
    first, last = CALENDAR.received_on(start), day_of(CALENDAR.add_working_days(start, length).at)
    between = [first + timedelta(n) for n in range(1, (last - first).days + 1)]
    assert sum(CALENDAR.is_working_day(day) for day in between) == length


@given(moments, some.integers(1, 20), some.lists(some.tuples(moments, moments), max_size=4))
def test_pauses_neither_win_nor_lose_a_minute(
    start: datetime, length: int, pauses: list[tuple[datetime, datetime]]
) -> None:
    due = CALENDAR.add_working_days(start, length).at
    whole, used, running_since = CALENDAR.working_minutes_between(start, due), 0, start
    for stopped, resumed in sorted((min(pause), max(pause)) for pause in pauses):
        if stopped < running_since:
            continue
        used += CALENDAR.working_minutes_between(running_since, stopped)
        remaining = CALENDAR.working_minutes_between(stopped, due)
        due, running_since = CALENDAR.add_working_minutes(resumed, remaining).at, resumed
        if remaining:
            assert used + CALENDAR.working_minutes_between(resumed, due) == whole


@given(moments, days, some.floats(0, 1))
def test_a_share_lies_within_its_period(start: datetime, length: int, share: float) -> None:
    due = CALENDAR.add_working_days(start, length).at
    assert (
        start <= CALENDAR.moment_of_share(start, due, share) <= due
        or start >= at("2026-01-01") > due
    )
