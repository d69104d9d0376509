"""What the Administrative Licensing Law says of time, on the real calendar, to the minute."""

from datetime import timedelta

import pytest
from case_building import (
    a_material,
    a_running_case,
    a_step,
    a_submitted_case,
    approve,
    at,
    the_clock,
    the_issue,
    told,
)
from hypothesis import given
from hypothesis import strategies as st

from shared.office_hours import china_time
from svc_approvals.domain.cases import extending, facts, pausing
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import Pause
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import (
    ExtendedOnceAlready,
    ExtensionNeedsAnother,
    ExtensionNotAsked,
    ExtensionTooLong,
)
from svc_approvals.domain.cases.states import Hold

EARLY = "08:30-12:00,14:00-17:30"
CLOSE = " 17:00"


def on(moment: object) -> str:
    """`2026-10-10 10:50`, on the clocks in the offices."""
    return china_time(moment).strftime("%Y-%m-%d %H:%M")  # type: ignore[arg-type]


def a_case_of(start: str, *steps: Node, **limits: int) -> Case:
    """Accepted at this moment."""
    case = a_submitted_case(**limits)
    case.accept(steps or [a_step("a")], [], {}, at(start), the_clock())
    return case


def rests(case: Case, since: str, until: str, why: Hold = Hold.SPECIAL, key: str = "a") -> None:
    """A branch rests for a while."""
    node = case.nodes[key]
    pausing.hold(case, node, why, at(since), the_clock())
    pausing.release(case, node, why, at(until), the_clock())


# -- pauses (art. 45) ----------------------------------------------------------


def test_a_pause_over_national_day_keeps_the_minutes_that_were_left() -> None:
    case = a_case_of("2026-09-28 10:00", a_step("a", promised_days=3), promised_days=3)
    node = case.nodes["a"]
    assert on(node.promised_due) == "2026-10-08 17:00"

    pausing.hold(case, node, Hold.SPECIAL, at("2026-09-30 15:10"), the_clock())
    assert node.promised_left == 110 + 390  # the rest of the 30th, and the 8th

    pausing.release(case, node, Hold.SPECIAL, at("2026-10-09 09:00"), the_clock())
    assert on(node.promised_due) == "2026-10-10 10:50"  # the 9th, and 110 minutes of Saturday
    assert case.promised_due == node.promised_due


def test_a_pause_within_a_made_up_saturday_counts_its_minutes() -> None:
    case = a_case_of("2026-10-09 10:00")
    assert on(case.nodes["a"].promised_due) == "2026-10-10 17:00"

    rests(case, "2026-10-10 10:00", "2026-10-10 15:00")

    assert on(case.nodes["a"].promised_due) == "2026-10-12 14:00"  # 210 minutes later


def test_a_pause_within_a_holiday_moves_nothing() -> None:
    case = a_case_of("2026-09-30 10:00")
    before = case.nodes["a"].promised_due, case.promised_due

    rests(case, "2026-10-02 10:00", "2026-10-05 16:00")

    assert (case.nodes["a"].promised_due, case.promised_due) == before


def test_both_limits_of_the_node_and_of_the_case_stand_still_together() -> None:
    case = a_case_of("2026-03-02 10:00", a_step("a", promised_days=2, statutory_days=5),
                     promised_days=4, statutory_days=20)  # fmt: skip
    node = case.nodes["a"]
    before = [node.promised_due, node.statutory_due, case.promised_due, case.statutory_due]

    rests(case, "2026-03-03 09:00", "2026-03-04 09:00")

    after = [node.promised_due, node.statutory_due, case.promised_due, case.statutory_due]
    moved = [
        the_clock().left(old, new) for old, new in zip(before, after, strict=True) if old and new
    ]
    assert moved == [390] * 4


@pytest.mark.parametrize(
    ("resets", "why", "due"),
    [
        (False, Hold.SUPPLEMENT, "2026-03-11 17:00"),  # two of three days were left
        (True, Hold.SUPPLEMENT, "2026-03-13 17:00"),  # three days anew from the 10th
        (True, Hold.SPECIAL, "2026-03-11 17:00"),  # only a supplement begins anew
    ],
)
def test_after_a_supplement_a_limit_goes_on_or_begins_anew(
    *, resets: bool, why: Hold, due: str
) -> None:
    case = a_case_of("2026-03-02 10:00", a_step("a", promised_days=3, resets=resets))

    rests(case, "2026-03-04 09:00", "2026-03-10 09:00", why)

    assert on(case.nodes["a"].promised_due) == due
    (fact,) = told(case, facts.NodeResumed)
    assert fact.anew == (resets and why is Hold.SUPPLEMENT)


MINUTES = st.integers(0, 200 * 24 * 60)  # from March to September: Qingming to Mid-Autumn


@given(MINUTES, MINUTES, MINUTES, st.integers(1, 45), st.sampled_from(["", EARLY]))
def test_a_pause_of_any_length_at_any_minute_neither_wins_nor_loses_a_minute(
    one: int, other: int, third: int, days: int, hours: str
) -> None:
    clock = the_clock().within(hours)
    start, since, until = (
        at("2026-03-02 00:00") + timedelta(minutes=m) for m in sorted((one, other, third))
    )
    due = clock.due(start, days).at

    after = clock.replayed(start, days, [Pause(since, until)])

    used, left = clock.left(start, since), clock.left(until, after.due)
    assert used + left == clock.left(start, due)
    assert left == clock.left(since, due)
    assert clock.left(after.since, until) == used


@given(st.lists(MINUTES, min_size=2, max_size=8, unique=True), st.integers(1, 30))
def test_many_pauses_together_move_a_limit_by_exactly_their_working_minutes(
    moments: list[int], days: int
) -> None:
    clock, start = the_clock(), at("2026-03-02 09:00")
    edges = [start + timedelta(minutes=minute) for minute in sorted(moments)]
    pauses = [Pause(*span) for span in zip(edges[::2], edges[1::2], strict=False)]

    due = clock.replayed(start, days, pauses).due

    rested = sum(clock.left(one.since, one.until) for one in pauses)
    assert clock.left(start, due) == clock.left(start, clock.due(start, days).at) + rested


# -- longer limits (art. 42) ------------------------------------------------------


@pytest.mark.parametrize(("days", "more"), [(20, 10), (45, 15)])
def test_an_extension_of_the_statutory_limit_counts_as_one_longer_limit(
    days: int, more: int
) -> None:
    case = a_case_of("2026-09-01 10:00", a_step("a", promised_days=days, statutory_days=days),
                     promised_days=days, statutory_days=days)  # fmt: skip

    extending.ask_extension(case, "a", "S-1", more)
    extending.answer_extension(case, "a", "S-2", the_clock(), agreed=True)

    whole = the_clock().due(at("2026-09-01 10:00"), days + more).at
    assert case.statutory_due == case.nodes["a"].statutory_due == whole
    (fact,) = told(case, facts.CaseExtended)
    assert fact.days == more


@pytest.mark.parametrize(("days", "most"), [(20, 10), (44, 10), (45, 15)])
def test_no_extension_is_longer_than_the_law_has_it(days: int, most: int) -> None:
    case = a_case_of("2026-09-01 10:00", statutory_days=days)

    with pytest.raises(ExtensionTooLong):
        extending.ask_extension(case, "a", "S-1", most + 1)


def test_an_extension_is_granted_once_and_never_by_who_asked() -> None:
    case = a_case_of("2026-09-01 10:00")
    with pytest.raises(ExtensionNotAsked):
        extending.answer_extension(case, "a", "S-2", the_clock(), agreed=True)
    extending.ask_extension(case, "a", "S-1", 10)

    with pytest.raises(ExtensionNeedsAnother):
        extending.answer_extension(case, "a", "S-1", the_clock(), agreed=True)
    with pytest.raises(ExtendedOnceAlready):
        extending.ask_extension(case, "a", "S-1", 10)
    extending.answer_extension(case, "a", "S-2", the_clock(), agreed=True)

    with pytest.raises(ExtendedOnceAlready):
        extending.ask_extension(case, "a", "S-1", 5)


def test_an_extension_while_the_node_rests_adds_whole_days_to_what_is_left() -> None:
    case = a_case_of("2026-09-28 10:00", promised_days=1)
    node = case.nodes["a"]
    pausing.hold(case, node, Hold.SPECIAL, at("2026-09-29 15:00"), the_clock())
    extending.ask_extension(case, "a", "S-1", 2)
    extending.answer_extension(case, "a", "S-2", the_clock(), agreed=True)
    assert node.promised_left == 120 + 2 * 390

    pausing.release(case, node, Hold.SPECIAL, at("2026-09-30 15:00"), the_clock())

    assert on(node.promised_due) == "2026-10-09 17:00"  # 120 on the 30th, then the 8th and 9th


# -- acceptance by silence (art. 32) -------------------------------------------------


def test_silence_over_national_day_is_acceptance_from_the_day_of_receipt() -> None:
    case = a_submitted_case(promised_days=5)
    case.request_supplement({"materials/M07": "未盖章"}, "")
    case.supplement([], at("2026-09-29 16:59"), the_clock())
    assert on(case.acceptance_due) == "2026-10-12 17:00"  # 30, 8, 9, the Saturday, 12

    case.deem_accepted(
        [a_step("a")], [a_material(required=False)], at("2026-10-12 17:00"), the_clock()
    )

    assert case.deemed_accepted
    assert case.accepted_at == at("2026-09-29 16:59")
    assert on(case.promised_due) == "2026-10-12 17:00"
    assert on(case.nodes["a"].promised_due) == "2026-10-13 17:00"  # the department begins now


def test_what_comes_after_closing_is_received_on_the_next_working_day() -> None:
    case = a_submitted_case()
    case.request_supplement({"materials/M07": "未盖章"}, "")
    case.supplement([], at("2026-09-29 17:01"), the_clock())

    assert on(case.acceptance_due) == "2026-10-13 17:00"  # 8, 9, the Saturday, 12, 13


# -- the hand-out (art. 44) ------------------------------------------------------------


def test_results_are_due_ten_working_days_after_the_decision() -> None:
    case = a_running_case(a_step("a"), the_issue("a", statutory_days=10, promised_days=1))

    approve(case, "a", when=at("2026-09-24 10:00"))

    issue = case.nodes["issue"]
    assert on(issue.promised_due) == "2026-09-28 17:00"  # the 25th is Mid-Autumn Festival
    assert on(issue.statutory_due) == on(the_clock().due(at("2026-09-24 10:00"), 10).at)


# -- other office hours -----------------------------------------------------------------


def test_each_organ_counts_in_its_own_office_hours() -> None:
    case = a_case_of("2026-03-06 17:20", a_step("a", hours=EARLY), a_step("b"))  # a Friday

    assert on(case.nodes["a"].promised_due) == "2026-03-09 17:30"  # still open: received today
    assert on(case.nodes["b"].promised_due) == "2026-03-10 17:00"  # closed: received on Monday


def test_a_pause_in_other_hours_keeps_that_organs_minutes() -> None:
    case = a_case_of("2026-03-02 10:00", a_step("a", hours=EARLY))
    node = case.nodes["a"]

    pausing.hold(case, node, Hold.SPECIAL, at("2026-03-03 08:45"), the_clock())
    assert node.promised_left == 195 + 210
    pausing.release(case, node, Hold.SPECIAL, at("2026-03-04 08:30"), the_clock())

    assert on(node.promised_due) == "2026-03-04 17:15"
