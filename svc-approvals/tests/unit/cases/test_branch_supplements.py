"""A department asks for something in every position: its branch rests, the others go on."""

from uuid import uuid4

import pytest
from case_building import (
    MONDAY,
    REASON,
    a_material,
    a_running_case,
    a_step,
    a_submitted_case,
    approve,
    states,
    the_clock,
    the_issue,
    told,
)
from position_building import (
    COLLEAGUE,
    OFFICER,
    RESTING,
    Place,
    at,
    everywhere,
    where_there_is_work,
)

from svc_approvals.domain.cases import branch_supplements, facts, supervising
from svc_approvals.domain.cases.branch_supplements import bring_material
from svc_approvals.domain.cases.reasons import (
    ApplicationIncomplete,
    MaterialNotDeferred,
    NodeClaimedByOther,
    NoSupplementOpen,
    NotAskedFor,
    SecondRequestNeedsReason,
    SupplementEmpty,
    TransitionNotAllowed,
)
from svc_approvals.domain.cases.states import Hold

TUESDAY = MONDAY.replace(day=3)
FILE, FIELD = "materials/M1", "form/name"


def request(place: Place, *items: str, reason: str = "", staff_no: str = OFFICER) -> None:
    branch_supplements.request_supplement(
        place.case, place.key, staff_no, items, reason, MONDAY, the_clock()
    )


def supplemented(place: Place) -> None:
    branch_supplements.supplemented(place.case, TUESDAY, the_clock())


def end(place: Place, staff_no: str = OFFICER) -> None:
    branch_supplements.end_supplement(place.case, place.key, staff_no, TUESDAY, the_clock())


@everywhere
def test_only_this_branch_rests_until_everything_has_come(where: str) -> None:
    place = at(where)
    others = place.others()

    with place.done_or(RESTING.get(where)):
        request(place, FILE, FIELD)
        assert (place.node.held_by, place.node.wanted) == ((Hold.SUPPLEMENT,), (FIELD, FILE))
        branch_supplements.bring(place.case, FILE)
        with place.refused_with(ApplicationIncomplete):
            supplemented(place)
        branch_supplements.bring(place.case, FIELD)
        supplemented(place)
        assert (place.node.held_by, place.node.wanted) == ((), ())
        assert len(told(place.case, facts.NodeSupplemented)) == 1

    assert place.others() == others


@where_there_is_work
def test_its_limit_goes_on_with_the_remainder(where: str) -> None:
    place = at(where)
    due = place.node.promised_due
    assert due is not None
    request(place, FILE)
    branch_supplements.bring(place.case, FILE)

    supplemented(place)

    rested = the_clock().left(MONDAY, TUESDAY)
    assert place.node.promised_due == the_clock().after(due, rested).at


@where_there_is_work
def test_where_the_matter_says_so_its_limit_begins_anew(where: str) -> None:
    place = at(where)
    place.node.resets = True
    request(place, FILE)
    branch_supplements.bring(place.case, FILE)

    supplemented(place)

    assert place.node.promised_due == the_clock().due(TUESDAY, place.node.promised_days).at


@everywhere
def test_the_department_may_go_on_without_it(where: str) -> None:
    place = at(where)
    with place.refused_with(NoSupplementOpen):
        end(place)

    with place.done_or(RESTING.get(where)):
        request(place, FILE)
        end(place)
        assert (str(place.node.state), place.node.wanted) == ("active", ())
        with place.refused_with(NoSupplementOpen):
            supplemented(place)


@where_there_is_work
def test_a_second_request_for_something_new_needs_a_reason_and_is_counted(where: str) -> None:
    place = at(where)
    with place.refused_with(SupplementEmpty):
        request(place)
    request(place, FILE)
    end(place)

    request(place, FILE)
    end(place)
    assert place.case.unforeseen == 0, "the same again was named the first time"

    with place.refused_with(SecondRequestNeedsReason):
        request(place, FILE, FIELD)
    request(place, FILE, FIELD, reason=REASON)

    assert (place.case.unforeseen, place.node.supplement_round) == (1, 3)


def test_what_one_department_named_first_is_not_another_ones_first() -> None:
    place = at("beside an active branch")
    other = Place(place.case, "y")
    request(place, FILE)

    request(other, FIELD)

    assert place.case.unforeseen == 0
    assert branch_supplements.wanted(place.case) == {FILE, FIELD}


def test_the_other_branch_finishes_while_this_one_waits() -> None:
    place = at("beside an active branch")
    request(place, FILE)

    approve(place.case, "y")

    assert states(place.case) == {"x": "paused", "y": "approved", "issue": "waiting"}
    branch_supplements.bring(place.case, FILE)
    supplemented(place)
    approve(place.case, "x")
    assert states(place.case)["issue"] == "active"


def test_one_file_serves_two_branches_that_asked_for_it() -> None:
    place = at("beside an active branch")
    other = Place(place.case, "y")
    request(place, FILE)
    request(other, FILE, FIELD)

    branch_supplements.bring(place.case, FILE)

    assert (place.node.wanted, other.node.wanted) == ((), (FIELD,))
    with place.refused_with(ApplicationIncomplete):
        supplemented(place)
    end(other)
    supplemented(place)
    assert {str(one.state) for one in (place.node, other.node)} == {"active"}


def test_nothing_else_is_taken_meanwhile() -> None:
    place = at("beside an active branch")
    other = a_material("M2")
    with place.refused_with(MaterialNotDeferred):
        bring_material(place.case, other, uuid4(), MONDAY)
    request(place, FILE)

    with place.refused_with(NotAskedFor):
        branch_supplements.bring(place.case, FILE, FIELD)
    with place.refused_with(NotAskedFor):
        bring_material(place.case, other, uuid4(), MONDAY)
    wanted = a_material("M1")
    bring_material(place.case, wanted, uuid4(), MONDAY)

    assert (wanted.state, place.node.wanted) == ("supplied", ())


def test_a_deferred_material_a_branch_asks_for_is_deferred_no_longer() -> None:
    case, material = a_submitted_case(), a_material("M1", deferrable=True)
    case.accept([a_step("x"), the_issue("x")], [material], {"M1": 5}, MONDAY, the_clock())
    place = Place(case, "x")
    request(place, FILE)

    bring_material(case, material, uuid4(), MONDAY)

    assert (case.deferrals_open, place.node.wanted, material.state) == (0, (), "supplied")
    supplemented(place)
    approve(case, "x", "issue")


def test_only_who_has_the_node_asks_and_gives_up_asking() -> None:
    place = at("alone")
    place.taken_by(OFFICER)

    with place.refused_with(NodeClaimedByOther):
        request(place, FILE, staff_no=COLLEAGUE)
    request(place, FILE)
    with place.refused_with(NodeClaimedByOther):
        end(place, COLLEAGUE)


def test_a_suspended_case_may_be_supplemented_but_rests_on() -> None:
    place = at("alone")
    request(place, FILE)
    supervising.suspend(place.case, "等待", MONDAY, the_clock())
    branch_supplements.bring(place.case, FILE)

    supplemented(place)

    assert place.node.held_by == (Hold.SUSPENDED,)
    assert place.case.paused_at == MONDAY


@pytest.mark.parametrize("end_of_case", ["withdraw", "terminate"])
def test_nothing_is_wanted_any_more_when_the_case_has_ended(end_of_case: str) -> None:
    place = at("beside an active branch")
    request(place, FILE)
    if end_of_case == "withdraw":
        place.case.withdraw(MONDAY)
    else:
        supervising.terminate(place.case, "申请人已注销", MONDAY)

    assert branch_supplements.wanted(place.case) == set()
    with place.refused_with(TransitionNotAllowed):
        supplemented(place)


def test_a_case_nobody_asks_anything_of_cannot_be_supplemented() -> None:
    place = Place(a_running_case(), "market")

    with place.refused_with(NoSupplementOpen):
        supplemented(place)
