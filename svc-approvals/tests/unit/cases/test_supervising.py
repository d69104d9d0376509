"""What ends or stops a whole case: suspended, let go on, terminated, withdrawn, in any position."""

from datetime import timedelta

import pytest
from case_building import MONDAY, a_case_in, approve, states, the_clock, told
from position_building import COLLEAGUE, OFFICER, Place, at, everywhere

from svc_approvals.domain.cases import facts, handling, specials, supervising
from svc_approvals.domain.cases.reasons import (
    CaseNotSuspended,
    CaseSuspended,
    NodeNotActive,
    NodeResting,
    TransitionNotAllowed,
)
from svc_approvals.domain.cases.states import CaseState, Hold, NodeState, Result

FRIDAY = MONDAY + timedelta(days=4)
WHY = "等待上级答复"


def suspend(place: Place) -> None:
    supervising.suspend(place.case, WHY, MONDAY, the_clock())


def lift(place: Place) -> None:
    supervising.lift_suspension(place.case, FRIDAY, the_clock())


@everywhere
def test_a_suspension_holds_every_open_node_and_no_other(where: str) -> None:
    place = at(where)
    opened = {key for key, node in place.case.nodes.items() if node.is_open}

    with place.done_or(CaseSuspended if where == "while suspended" else None):
        suspend(place)

    held = {key for key, node in place.case.nodes.items() if Hold.SUSPENDED in node.held_by}
    assert held == opened
    assert place.case.suspended_at == place.case.paused_at == MONDAY
    with place.refused_with(NodeResting):
        approve(place.case, place.key, staff_no=OFFICER)


@everywhere
def test_lifting_it_restores_what_was_there(where: str) -> None:
    place = at("beside an active branch" if where == "while suspended" else where)
    before = states(place.case)
    with place.refused_with(CaseNotSuspended):
        lift(place)
    suspend(place)

    lift(place)

    assert states(place.case) == before
    assert (place.case.suspended_at, place.case.reason) == (None, "")
    rests = where == "while paused"
    assert (place.case.paused_at is None) is not rests


@everywhere
def test_a_termination_ends_every_node_and_every_clock(where: str) -> None:
    place = at(where)
    decided = {key for key, node in place.case.nodes.items() if node.finished}

    supervising.terminate(place.case, "申请人已注销", MONDAY)

    assert (place.case.state, place.case.result) == (CaseState.CLOSED, Result.TERMINATED)
    assert {key for key, one in states(place.case).items() if one != "cancelled"} == decided
    assert (place.case.paused_at, place.case.suspended_at, place.node.held_by) == (None, None, ())
    assert len(told(place.case, facts.CaseClosed)) == 1
    with place.refused_with(NodeNotActive):
        approve(place.case, place.key, staff_no=OFFICER)
    with place.refused_with(TransitionNotAllowed):
        supervising.terminate(place.case, "再次", MONDAY)


@everywhere
def test_the_applicant_withdraws_until_the_result_stands(where: str) -> None:
    place = at(where)

    with place.done_or(TransitionNotAllowed if where == "at the hand-out" else None):
        place.case.withdraw(MONDAY)
        assert (place.case.state, place.case.result) == (CaseState.CLOSED, Result.WITHDRAWN)
        assert place.node.state is NodeState.CANCELLED
        assert place.case.paused_at is None


def test_a_suspended_case_may_be_terminated_but_not_lifted_afterwards() -> None:
    place = at("while suspended")

    supervising.terminate(place.case, "申请人已注销", MONDAY)

    with place.refused_with(CaseNotSuspended):
        lift(place)


def test_a_branch_that_rested_before_the_suspension_rests_on_after_it() -> None:
    place = at("while paused")
    suspend(place)

    lift(place)

    assert states(place.case) == {"x": "paused", "y": "active", "issue": "waiting"}
    specials.end_special_procedure(place.case, "x", OFFICER, FRIDAY, the_clock())
    assert place.case.paused_at is None


def test_a_suspended_node_may_change_hands() -> None:
    place = at("while suspended")

    handling.reassign(place.case, "x", COLLEAGUE, MONDAY)

    assert (place.node.handler_no, place.node.state) == (COLLEAGUE, NodeState.PAUSED)


@pytest.mark.parametrize(
    "state", [CaseState.DRAFT, CaseState.SUBMITTED, CaseState.ISSUED, CaseState.CLOSED]
)
def test_only_a_case_at_work_is_suspended(state: CaseState) -> None:
    with pytest.raises(TransitionNotAllowed):
        supervising.suspend(a_case_in(state), WHY, MONDAY, the_clock())
