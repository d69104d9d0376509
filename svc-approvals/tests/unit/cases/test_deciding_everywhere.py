"""A decision in every position opens, closes or leaves exactly what it should."""

import pytest
from case_building import MONDAY, approve, refuse, states, the_clock
from position_building import COLLEAGUE, OFFICER, RESTING, at, everywhere

from svc_approvals.domain.cases import handling
from svc_approvals.domain.cases.reasons import IssueNotRefusable, NodeNotShared
from svc_approvals.domain.cases.states import CaseState, NodeState, Result

HAND_OUT = {"at the hand-out": IssueNotRefusable}
BEFORE_A_JOIN = {"y": "active", "z": "active", "site": "waiting", "issue": "waiting"}
# What stands beside the node after it was approved, and where the case is then.
APPROVED = {
    "alone": ({"issue": "active"}, "decided"),
    "beside an active branch": ({"y": "active", "issue": "waiting"}, "in_progress"),
    "beside a finished branch": ({"y": "approved", "issue": "active"}, "decided"),
    "before a join of all": (BEFORE_A_JOIN, "in_progress"),
    "before a join of any": (BEFORE_A_JOIN | {"site": "active"}, "in_progress"),
    "before a join of two": (BEFORE_A_JOIN, "in_progress"),
    "after a join": ({"a": "approved", "b": "approved", "issue": "active"}, "decided"),
    "at the hand-out": ({"a": "approved", "b": "approved"}, "issued"),
    "signed by two": ({"y": "active", "issue": "waiting"}, "in_progress"),
}
# The same after it was refused, its refusal leaving the other branches be.
REFUSED = APPROVED | {
    "alone": ({"issue": "cancelled"}, "closed"),
    "before a join of all": (BEFORE_A_JOIN | {"site": "skipped"}, "in_progress"),
    "before a join of any": (BEFORE_A_JOIN, "in_progress"),
}


@everywhere
def test_an_approval_opens_what_waited_for_it(where: str) -> None:
    place = at(where)

    with place.done_or(RESTING.get(where)):
        approve(place.case, place.key, staff_no=OFFICER)
        if where == "signed by two":
            assert place.node.state is NodeState.ACTIVE
            approve(place.case, place.key, staff_no=COLLEAGUE)

        stands = states(place.case)
        assert stands.pop(place.key) == "approved"
        assert (stands, str(place.case.state)) == APPROVED[where]


@everywhere
def test_a_refusal_leaves_the_other_branches_be(where: str) -> None:
    place = at(where)

    with place.done_or(RESTING.get(where) or HAND_OUT.get(where)):
        refuse(place.case, place.key, staff_no=OFFICER)

        stands = states(place.case)
        assert stands.pop(place.key) == "refused"
        assert (stands, str(place.case.state)) == REFUSED[where]


@everywhere
def test_a_refusal_that_stops_ends_the_case_wherever_it_is(where: str) -> None:
    place = at(where)
    place.node.on_refuse = "stop"

    with place.done_or(RESTING.get(where) or HAND_OUT.get(where)):
        refuse(place.case, place.key, staff_no=OFFICER)

        assert (place.case.state, place.case.result) == (CaseState.CLOSED, Result.REFUSED)
        assert all(node.finished for node in place.case.nodes.values())


@everywhere
def test_what_is_found_needless_counts_as_done_for_a_join_of_all_only(where: str) -> None:
    place = at(where)
    shared = {"signed by two": NodeNotShared}

    with place.done_or(RESTING.get(where) or HAND_OUT.get(where) or shared.get(where)):
        handling.decide(place.case, place.key, NodeState.SKIPPED, OFFICER, MONDAY, the_clock())

        stands = states(place.case)
        assert stands.pop(place.key) == "skipped"
        if where == "before a join of any":
            assert stands["site"] == "waiting"
        else:
            assert (stands, str(place.case.state)) == APPROVED[where]


@pytest.mark.parametrize("where", ["before a join of all", "before a join of two"])
def test_the_join_opens_with_the_last_it_needs(where: str) -> None:
    place = at(where)

    approve(place.case, "x", "y")
    opened = states(place.case)["site"]
    approve(place.case, "z")

    assert opened == ("active" if where.endswith("two") else "waiting")
    assert states(place.case)["site"] == "active"
