"""A calendar becomes known: what moves, by how much, and what never moves back."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

import pytest
from approvals_building import days_of
from case_building import a_draft, a_step, a_submitted_case, at, the_clock, told
from recount_building import shown, the_notice

from shared.work_calendar import WorkCalendar
from svc_approvals.domain.cases import facts, given_days, pausing
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import Clock, Pause
from svc_approvals.domain.cases.given_days import Deferral
from svc_approvals.domain.cases.recounting import OF_THE_CASE, recount
from svc_approvals.domain.cases.states import CaseState, Hold
from svc_approvals.use_cases.cases.messages import requests

DECEMBER = at("2026-12-28 09:30")


@cache
def the_new_clock() -> Clock:
    """2026 and 2027 as their notices have them."""
    days = [(day.day, day.is_working, day.name, False) for day in the_notice().days]
    return Clock(WorkCalendar.of([*days_of(2026), *days]))


def a_case(clock: Clock, **limits: int) -> Case:
    """Accepted in the last days of 2026, on one calendar or the other."""
    case = a_submitted_case(**({"promised_days": 20, "statutory_days": 45} | limits))
    step = a_step("a", promised_days=5, statutory_days=20)
    case.accept([step], [], {}, DECEMBER, clock)
    return case


def dues(case: Case) -> Sequence[datetime | None]:
    node = case.nodes["a"]
    return case.promised_due, case.statutory_due, node.promised_due, node.statutory_due


def test_counted_anew_is_as_if_the_calendar_had_been_known() -> None:
    case = a_case(the_clock())

    assert recount(case, {}, the_new_clock())

    assert dues(case) == dues(a_case(the_new_clock()))
    assert not case.provisional
    assert not case.nodes["a"].provisional
    assert not recount(case, {}, the_new_clock())  # once is enough


def test_a_pause_that_began_before_the_year_end_counts_on_the_new_calendar() -> None:
    since, until = at("2026-12-30 10:00"), at("2027-01-05 10:00")
    early, late = a_case(the_clock()), a_case(the_new_clock())
    for case, clock in ((early, the_clock()), (late, the_new_clock())):
        pausing.hold(case, case.nodes["a"], Hold.SPECIAL, since, clock)
        pausing.release(case, case.nodes["a"], Hold.SPECIAL, until, clock)
    pauses = {key: [Pause(since, until)] for key in ("a", OF_THE_CASE)}

    assert recount(early, pauses, the_new_clock())

    assert dues(early) == dues(late)


def test_what_is_left_of_a_resting_limit_is_counted_anew_too() -> None:
    early, late = a_case(the_clock()), a_case(the_new_clock())
    for case, clock in ((early, the_clock()), (late, the_new_clock())):
        pausing.hold(case, case.nodes["a"], Hold.SPECIAL, at("2027-01-04 10:00"), clock)
    early.facts.clear()
    assert early.promised_left != late.promised_left  # New Year's Day counted as worked

    assert recount(early, {}, the_new_clock())

    assert early.promised_left == late.promised_left
    assert early.nodes["a"].promised_left == late.nodes["a"].promised_left
    assert list(requests(early)) == []


def test_every_recount_raises_the_epoch_so_that_old_timers_do_nothing() -> None:
    case = a_case(the_clock())
    before = case.epoch, case.nodes["a"].epoch

    recount(case, {}, the_new_clock())

    assert (case.epoch, case.nodes["a"].epoch) == (before[0] + 1, before[1] + 1)


def test_what_is_handed_out_has_no_limit_any_more() -> None:
    case = a_case(the_clock())
    case.state, case.nodes = CaseState.ISSUED, {}

    assert not recount(case, {}, the_new_clock())


def test_a_case_within_the_old_year_stays() -> None:
    case = a_submitted_case(promised_days=2, statutory_days=3)
    case.accept([a_step("a", statutory_days=2)], [], {}, DECEMBER, the_clock())

    assert not recount(case, {}, the_new_clock())


@pytest.mark.parametrize(("promised", "sent"), [(20, 1), (1, 0)])
def test_the_applicant_hears_of_it_only_when_the_promise_moves(promised: int, sent: int) -> None:
    case = a_case(the_clock(), promised_days=promised)
    case.facts.clear()

    recount(case, {}, the_new_clock())

    assert len(told(case, facts.CaseRecounted)) == 1
    assert len(list(requests(case))) == sent


def test_a_decided_case_is_counted_but_nobody_is_written_to() -> None:
    case = a_case(the_clock())
    case.facts.clear()
    case.state = CaseState.DECIDED

    assert recount(case, {}, the_new_clock())
    assert list(requests(case)) == []


# -- days an applicant was given --------------------------------------------------


def a_deferral(days: int, **changes: datetime) -> Deferral:
    return Deferral("M1", the_clock().due(DECEMBER, days).at, days, **changes)


def test_a_deferral_gets_its_working_days() -> None:
    case, one = a_case(the_clock()), a_deferral(5)

    assert given_days.recount_deferral(case, one, DECEMBER, the_new_clock())

    assert shown(one.until) == "2027-01-05 17:00"
    assert told(case, facts.DeferralRecounted)[-1].warned is False


def test_a_day_that_was_given_never_comes_earlier() -> None:
    made_up = a_deferral(24)  # the 24th day was Friday the 29th; Saturday the 30th is worked now
    made_up.until = at("2027-02-03 17:00")

    assert not given_days.recount_deferral(a_case(the_clock()), made_up, DECEMBER, the_new_clock())
    assert made_up.until == at("2027-02-03 17:00")


def test_a_warning_that_came_too_early_is_taken_back() -> None:
    one = a_deferral(4, returned_at=at("2027-01-06 17:00"))
    assert shown(one.until) == "2027-01-01 17:00"  # guessed as worked, so it has rung

    now = at("2027-01-02 10:00")
    assert given_days.recount_deferral(a_case(the_clock()), one, now, the_new_clock())

    assert (shown(one.until), one.returned_at) == ("2027-01-04 17:00", None)


def test_the_grace_after_a_warning_gets_its_working_days() -> None:
    one = a_deferral(2, returned_at=the_clock().due(at("2026-12-30 17:00"), 3).at)
    case = a_case(the_clock())

    now = at("2026-12-31 10:00")
    assert given_days.recount_deferral(case, one, now, the_new_clock())

    assert one.returned_at is not None
    assert shown(one.returned_at) == "2027-01-05 17:00"
    assert told(case, facts.DeferralRecounted)[-1].warned is True


def test_a_deferral_of_unknown_length_stays() -> None:
    one = Deferral("M1", at("2027-01-01 17:00"))

    assert not given_days.recount_deferral(a_case(the_clock()), one, DECEMBER, the_new_clock())


def test_the_windows_request_gets_its_thirty_working_days() -> None:
    case = a_submitted_case()
    due = the_clock().due(DECEMBER, 30).at
    case.request_supplement({"materials/M1": "缺页"}, "", due)

    assert given_days.recount_supplement(case, DECEMBER, the_new_clock())
    assert shown(case.supplement_due or due) == "2027-02-16 17:00"
    assert not given_days.recount_supplement(case, DECEMBER, the_new_clock())
    assert not given_days.recount_supplement(a_draft(), DECEMBER, the_new_clock())


def test_a_departments_request_moves_only_while_it_is_open() -> None:
    case = a_case(the_clock())
    was = the_clock().due(DECEMBER, 30).at

    assert not given_days.recount_node_supplement(case, "a", was, DECEMBER, the_new_clock())
    pausing.hold(case, case.nodes["a"], Hold.SUPPLEMENT, DECEMBER, the_clock())
    assert given_days.recount_node_supplement(case, "a", was, DECEMBER, the_new_clock())
    assert shown(told(case, facts.SupplementRecounted)[-1].due_at) == "2027-02-16 17:00"
