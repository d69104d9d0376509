"""Nodes that several sign, each for themselves: whom the matter names stays, others may go."""

from collections.abc import Callable

import pytest
from case_building import (
    MONDAY,
    a_running_case,
    a_step,
    approve,
    refuse,
    the_clock,
    the_issue,
    told,
)
from position_building import BORROWER, COLLEAGUE, OFFICER, RESTING, WORKING, Place, at, everywhere

from svc_approvals.domain.cases import facts, handling
from svc_approvals.domain.cases.reasons import (
    AlreadySigned,
    NodeNotShared,
    NotASigner,
    SignerOfTheMatter,
    SignerPresent,
    VoteWouldBeStuck,
)
from svc_approvals.domain.cases.signing import Signer

EXPERTS = ("E-1", "E-2", "E-3")


def a_vote(mode: str = "weighted", threshold: int = 3, chair: int = 1) -> Place:
    """Three experts, the first of whom has so many votes, sign a node beside another branch."""
    signers = {no: Signer(no, chair if no == EXPERTS[0] else 1) for no in EXPERTS}
    step = a_step("x", signing=mode, threshold=threshold, signers=signers)
    return Place(a_running_case(step, a_step("y"), the_issue("x", "y")), "x")


@everywhere
def test_one_more_signer_is_asked_wherever_people_decide(where: str) -> None:
    place = at(where)
    others = place.others()
    hand_out = {"at the hand-out": NodeNotShared}

    with place.done_or(RESTING.get(where) or hand_out.get(where)):
        handling.add_signer(place.case, place.key, OFFICER, BORROWER)
        with place.refused_with(SignerPresent):
            handling.add_signer(place.case, place.key, OFFICER, BORROWER)
        approve(place.case, place.key, staff_no=OFFICER)
        assert place.state == "active"

    assert place.others() == others


@pytest.mark.parametrize("where", [one for one in WORKING if one != "at the hand-out"])
def test_one_signer_less_may_decide_the_node(where: str) -> None:
    place = at(where)
    handling.add_signer(place.case, place.key, OFFICER, BORROWER)
    approve(place.case, place.key, staff_no=OFFICER)

    handling.remove_signer(place.case, place.key, OFFICER, BORROWER, MONDAY, the_clock())

    still_out = where == "signed by two"
    assert place.state == ("active" if still_out else "approved")


def test_all_must_sign_and_one_refusal_refuses() -> None:
    place = a_vote("all")
    approve(place.case, "x", staff_no="E-1")
    assert place.state == "active"

    refuse(place.case, "x", staff_no="E-2")

    assert place.state == "refused"


@pytest.mark.parametrize(("decide", "state"), [(approve, "approved"), (refuse, "refused")])
def test_any_is_decided_by_the_first_to_sign(decide: Callable[..., None], state: str) -> None:
    place = a_vote("any")

    decide(place.case, "x", staff_no="E-3")

    assert place.node.state == state


def test_a_weighted_vote_passes_as_soon_as_the_weights_reach_the_threshold() -> None:
    place = a_vote(threshold=3, chair=2)
    approve(place.case, "x", staff_no="E-1")
    assert place.state == "active"

    approve(place.case, "x", staff_no="E-2")

    assert place.state == "approved"


def test_a_weighted_vote_is_refused_as_soon_as_it_cannot_pass_any_more() -> None:
    place = a_vote(threshold=3, chair=2)

    refuse(place.case, "x", staff_no="E-1")

    assert place.state == "refused"


def test_nobody_signs_twice_and_nobody_else_at_all() -> None:
    place = a_vote()
    approve(place.case, "x", staff_no="E-1")

    with place.refused_with(AlreadySigned):
        refuse(place.case, "x", staff_no="E-1")
    with place.refused_with(NotASigner):
        approve(place.case, "x", staff_no=OFFICER)


@pytest.mark.parametrize("mode", ["all", "any", "weighted"])
def test_no_colleague_takes_away_a_signer_the_matter_names(mode: str) -> None:
    place = a_vote(mode)

    with place.refused_with(SignerOfTheMatter):
        handling.remove_signer(place.case, "x", OFFICER, "E-2", MONDAY, the_clock())


def test_who_was_added_may_go_while_they_have_not_signed() -> None:
    place = at("alone")
    handling.add_signer(place.case, "x", OFFICER, COLLEAGUE)
    with place.refused_with(NotASigner):
        handling.remove_signer(place.case, "x", OFFICER, BORROWER, MONDAY, the_clock())
    approve(place.case, "x", staff_no=OFFICER)

    with place.refused_with(AlreadySigned):
        handling.remove_signer(place.case, "x", COLLEAGUE, OFFICER, MONDAY, the_clock())


def test_the_last_signer_stays() -> None:
    place = at("alone")
    handling.add_signer(place.case, "x", OFFICER, COLLEAGUE)
    handling.remove_signer(place.case, "x", OFFICER, COLLEAGUE, MONDAY, the_clock())

    with place.refused_with(VoteWouldBeStuck):
        handling.remove_signer(place.case, "x", OFFICER, OFFICER, MONDAY, the_clock())


def test_a_signature_handed_over_keeps_its_weight() -> None:
    place = a_vote(threshold=3, chair=2)

    handling.transfer(place.case, "x", "E-1", BORROWER, MONDAY)
    with place.refused_with(NotASigner):
        approve(place.case, "x", staff_no="E-1")
    approve(place.case, "x", staff_no=BORROWER)
    approve(place.case, "x", staff_no="E-2")

    assert place.state == "approved"
    assert place.node.signers[BORROWER].weight == 2


def test_a_signature_is_not_handed_to_somebody_who_signs_already() -> None:
    place = a_vote()

    with place.refused_with(SignerPresent):
        handling.transfer(place.case, "x", "E-1", "E-2", MONDAY)


def test_a_supervisor_lets_another_sign_for_who_cannot() -> None:
    place = a_vote()
    approve(place.case, "x", staff_no="E-1")

    handling.reassign(place.case, "x", BORROWER, MONDAY, instead_of="E-2")

    assert set(place.node.signers) == {"E-1", "E-3", BORROWER}
    with place.refused_with(AlreadySigned):
        handling.reassign(place.case, "x", COLLEAGUE, MONDAY, instead_of="E-1")
    with place.refused_with(NotASigner):
        handling.reassign(place.case, "x", COLLEAGUE, MONDAY, instead_of="E-2")
    with place.refused_with(SignerPresent):
        handling.reassign(place.case, "x", "E-3", MONDAY, instead_of=BORROWER)


def test_every_signature_is_told_once() -> None:
    place = a_vote("all")

    approve(place.case, "x", staff_no="E-1")
    approve(place.case, "x", staff_no="E-2")
    approve(place.case, "x", staff_no="E-3")

    assert [one.staff_no for one in told(place.case, facts.NodeSigned)] == list(EXPERTS)
    assert [one.staff_no for one in told(place.case, facts.NodeDecided)] == ["E-3"]
