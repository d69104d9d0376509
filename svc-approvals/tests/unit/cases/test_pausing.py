"""A branch that rests: its own clock and the case's stand still, the other branches go on."""

from datetime import datetime, timedelta

import pytest
from case_building import (
    MONDAY,
    a_step,
    a_submitted_case,
    approve,
    states,
    the_clock,
    the_issue,
    told,
)
from case_building import at as on
from position_building import (
    COLLEAGUE,
    OFFICER,
    RESTING,
    Place,
    at,
    everywhere,
    where_there_is_work,
)

from svc_approvals.domain.cases import facts, specials, supervising
from svc_approvals.domain.cases.reasons import (
    NodeClaimedByOther,
    NodeResting,
    NoSpecialProcedure,
)
from svc_approvals.domain.cases.states import CaseState, Hold, NodeState

THURSDAY = MONDAY + timedelta(days=3)


def start(place: Place, when: datetime = MONDAY, staff_no: str = OFFICER) -> None:
    specials.start_special_procedure(
        place.case, place.key, staff_no, "hearing", 5, when, the_clock()
    )


def end(place: Place, when: datetime = THURSDAY, staff_no: str = OFFICER) -> None:
    specials.end_special_procedure(place.case, place.key, staff_no, when, the_clock())


@everywhere
def test_a_special_procedure_lets_this_branch_rest_and_no_other(where: str) -> None:
    place = at(where)
    others = place.others()

    with place.done_or(RESTING.get(where)):
        start(place)
        assert (place.node.state, place.node.held_by) == (NodeState.PAUSED, (Hold.SPECIAL,))
        assert (place.node.promised_due, place.node.statutory_due) == (None, None)
        assert (place.case.paused_at, place.case.promised_due) == (MONDAY, None)

    assert place.others() == others


@where_there_is_work
def test_it_goes_on_with_what_was_left_of_its_limit(where: str) -> None:
    place = at(where)
    dues = (place.node.promised_due, place.node.statutory_due, place.case.promised_due)
    start(place)

    end(place)

    rested = the_clock().left(MONDAY, THURSDAY)
    assert place.state == "active"
    assert (place.node.promised_due, place.node.statutory_due, place.case.promised_due) == tuple(
        the_clock().after(due, rested).at for due in dues if due is not None
    )
    assert (place.node.held_by, place.case.paused_at) == ((), None)


@everywhere
def test_only_a_procedure_that_was_begun_can_end(where: str) -> None:
    place = at(where)

    with place.done_or(None if where == "while paused" else NoSpecialProcedure):
        end(place)


def test_only_who_has_the_node_starts_and_ends_a_procedure() -> None:
    place = at("beside an active branch")
    place.taken_by(OFFICER)

    with place.refused_with(NodeClaimedByOther):
        start(place, staff_no=COLLEAGUE)
    start(place)
    with place.refused_with(NodeClaimedByOther):
        end(place, staff_no=COLLEAGUE)


def test_one_branch_finishes_while_the_other_rests() -> None:
    place = at("beside an active branch")
    start(place)

    approve(place.case, "y", when=THURSDAY)

    assert states(place.case) == {"x": "paused", "y": "approved", "issue": "waiting"}
    assert place.case.state is CaseState.IN_PROGRESS
    end(place)
    approve(place.case, "x", when=THURSDAY)
    assert states(place.case)["issue"] == "active"


def test_the_case_rests_until_the_last_branch_goes_on() -> None:
    place = at("beside an active branch")
    other = Place(place.case, "y")
    start(place)
    start(other)
    assert len(told(place.case, facts.CasePaused)) == 1

    end(place)
    assert (place.case.paused_at, other.state) == (MONDAY, "paused")
    end(other)

    assert (place.case.paused_at, other.state) == (None, "active")
    assert len(told(place.case, facts.CaseResumed)) == 1


def test_a_resting_branch_before_a_join_of_any_does_not_hold_the_join() -> None:
    place = at("before a join of any")
    start(place)

    approve(place.case, "y")

    assert states(place.case)["site"] == "active"
    assert states(place.case)["x"] == "paused"


def test_a_second_reason_to_rest_is_remembered_and_both_must_go() -> None:
    place = at("while paused")
    supervising.suspend(place.case, "等待", MONDAY, the_clock())
    assert place.node.held_by == (Hold.SPECIAL, Hold.SUSPENDED)
    assert len(told(place.case, facts.NodePaused)) == 2, "x once, y once"

    supervising.lift_suspension(place.case, THURSDAY, the_clock())
    assert states(place.case) == {"x": "paused", "y": "active", "issue": "waiting"}
    end(place)

    assert states(place.case)["x"] == "active"


def test_every_pause_makes_older_timers_stale() -> None:
    place = at("alone")
    epochs = [place.node.epoch]
    start(place)
    epochs.append(place.node.epoch)
    end(place)
    epochs.append(place.node.epoch)

    assert epochs == sorted(set(epochs))


def test_a_pause_over_the_national_day_counts_no_holiday() -> None:
    """1 to 7 October 2026 are free; Saturday the 10th is worked in exchange for one of them."""
    case = a_submitted_case()
    case.accept(
        [a_step("x", promised_days=3), the_issue("x")], [], {}, on("2026-09-30 09:00"), the_clock()
    )
    place = Place(case, "x")
    assert place.node.promised_due == on("2026-10-10 17:00")
    start(place, on("2026-09-30 09:00"))

    end(place, on("2026-10-09 09:00"))

    assert place.node.promised_due == on("2026-10-13 17:00")


@pytest.mark.parametrize("where", ["while paused", "while suspended"])
def test_nobody_decides_while_it_rests_and_is_told_why(where: str) -> None:
    place = at(where)

    with pytest.raises(NodeResting) as refused:
        approve(place.case, place.key)

    why = {"while paused": "特别程序进行中", "while suspended": "监督人员中止办理"}
    assert why[where] in refused.value.detail()
