"""The law's clocks on the real calendar."""

import pytest
from case_building import a_material, a_running_case, a_step, a_submitted_case, at, the_clock

from shared.office_hours import china_time
from svc_approvals.domain.cases.clocks import ACCEPTANCE_DAYS
from svc_approvals.domain.cases.lights import light

CLOSE = " 17:00"


def due(start: str, days: int) -> str:
    return china_time(the_clock().due(at(start), days).at).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("start", "days", "ends"),
    [
        ("2026-09-29 10:00", 1, "2026-09-30"),  # the last day before the holiday
        ("2026-09-30 16:59", 1, "2026-10-08"),  # over the whole National Day
        ("2026-09-30 17:01", 1, "2026-10-09"),  # after closing: received after the holiday
        ("2026-10-03 10:00", 1, "2026-10-09"),  # handed in on a holiday
        ("2026-10-08 10:00", 2, "2026-10-10"),  # a made-up Saturday counts
        ("2026-10-09 10:00", 1, "2026-10-10"),
        ("2026-10-10 10:00", 1, "2026-10-12"),
        ("2026-09-18 10:00", 1, "2026-09-20"),  # the made-up Sunday before the holiday
    ],
)
def test_national_day_2026_with_its_made_up_days(start: str, days: int, ends: str) -> None:
    assert due(start, days) == ends + CLOSE


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        ("2026-03-06 16:59", "2026-03-09"),
        ("2026-03-06 17:00", "2026-03-09"),
        ("2026-03-06 17:01", "2026-03-10"),
        ("2026-03-07 10:00", "2026-03-10"),
        ("2026-03-08 23:59", "2026-03-10"),
    ],
)
def test_a_friday_afternoon_before_and_after_closing(start: str, ends: str) -> None:
    assert due(start, 1) == ends + CLOSE


def test_over_the_year_end_the_due_day_is_provisional() -> None:
    within = the_clock().due(at("2026-12-30 10:00"), 1)
    beyond = the_clock().due(at("2026-12-31 10:00"), 1)

    assert china_time(within.at).date().isoformat() == "2026-12-31"
    assert not within.provisional
    assert china_time(beyond.at).date().isoformat() == "2027-01-01"  # guessed: a Friday
    assert beyond.provisional


def test_a_case_over_the_year_end_says_that_its_limits_are_provisional() -> None:
    december, march = a_submitted_case(), a_submitted_case()

    december.accept([a_step("a")], [], {}, at("2026-12-30 10:00"), the_clock())
    march.accept([a_step("a")], [], {}, at("2026-03-02 10:00"), the_clock())

    assert (december.provisional, march.provisional) == (True, False)
    assert (december.nodes["a"].provisional, march.nodes["a"].provisional) == (True, False)


def test_twenty_days_and_ten_more_are_thirty() -> None:
    assert due("2026-09-01 10:00", 20) == "2026-09-29" + CLOSE
    assert due("2026-09-29 10:00", 10) == due("2026-09-01 10:00", 30)


def test_forty_five_days_of_joint_handling_and_fifteen_more_are_sixty() -> None:
    assert due(due("2026-08-03 10:00", 45), 15) == due("2026-08-03 10:00", 60)


def test_the_acceptance_clock_ends_with_the_fifth_working_day() -> None:
    silent = china_time(the_clock().acceptance_due(at("2026-09-28 09:30")))

    assert ACCEPTANCE_DAYS == 5
    assert silent.strftime("%Y-%m-%d %H:%M") == "2026-10-10" + CLOSE  # 29, 30, 8, 9, 10


def test_promised_and_statutory_limits_run_side_by_side_from_acceptance() -> None:
    case = a_running_case(promised_days=1, statutory_days=45)

    assert case.accepted_at is not None
    assert case.promised_due == the_clock().due(case.accepted_at, 1).at
    assert case.statutory_due == the_clock().due(case.accepted_at, 45).at


def test_a_statutory_limit_is_never_shorter_than_the_promised_one() -> None:
    case = a_running_case(a_step("a", promised_days=3, statutory_days=0))

    assert case.nodes["a"].statutory_due == case.nodes["a"].promised_due


def test_deemed_acceptance_after_a_supplement_counts_from_the_completed_application() -> None:
    case = a_submitted_case()
    case.request_supplement({"materials/M07": "未盖章"}, "")
    case.supplement([], at("2026-03-16 10:00"), the_clock())

    case.deem_accepted([a_step("a")], [], at("2026-03-23 17:00"), the_clock())

    assert case.accepted_at == at("2026-03-16 10:00")


def test_deemed_acceptance_counts_both_limits_from_receipt() -> None:
    case = a_submitted_case(promised_days=1)
    silent = case.acceptance_due
    assert silent is not None

    case.deem_accepted([a_step("a")], [a_material(required=False)], silent, the_clock())

    assert case.promised_due is not None
    assert case.promised_due < silent


@pytest.mark.parametrize(
    ("moment", "colour"),
    [
        ("2026-03-02 09:00", "green"),
        ("2026-03-03 12:00", "green"),
        ("2026-03-03 14:25", "yellow"),  # 80 % of 780 working minutes
        ("2026-03-03 17:00", "yellow"),
        ("2026-03-03 17:01", "red"),
    ],
)
def test_a_light_turns_yellow_at_eighty_percent_and_red_when_over(moment: str, colour: str) -> None:
    start, end = at("2026-03-02 09:00"), at("2026-03-03 17:00")

    assert light(start, end, at(moment), the_clock()) == colour


def test_shares_of_a_limit_ring_in_working_time() -> None:
    start, end = at("2026-09-30 09:00"), at("2026-10-08 17:00")

    half = china_time(the_clock().rings_at(start, end, 50))

    assert half.strftime("%Y-%m-%d %H:%M") == "2026-09-30 17:00"
    assert the_clock().rings_at(start, end, 100) == end
