"""Whose hands a node is in, wherever it stands: taken, given back, handed over, lent."""

from collections.abc import Callable, Mapping

import pytest
from case_building import MONDAY, the_clock, told
from position_building import (
    BORROWER,
    COLLEAGUE,
    OFFICER,
    RESTING,
    Place,
    at,
    everywhere,
)

from svc_approvals.domain.cases import (
    branch_supplements,
    extending,
    facts,
    handling,
    returning,
    specials,
)
from svc_approvals.domain.cases.reasons import (
    NodeClaimedByOther,
    NodeDelegated,
    NodeNotDelegated,
    NodeNotShared,
    NotTheHandler,
)
from svc_approvals.domain.cases.states import NodeState

SHARED = {"signed by two": NodeNotShared}


@everywhere
def test_a_node_is_taken_and_given_back(where: str) -> None:
    place = at(where)
    others = place.others()

    with place.done_or(RESTING.get(where)):
        handling.claim(place.case, place.key, OFFICER, MONDAY)
        with place.refused_with(NodeClaimedByOther):
            handling.claim(place.case, place.key, COLLEAGUE, MONDAY)
        with place.refused_with(NodeClaimedByOther):
            handling.give_back(place.case, place.key, COLLEAGUE)
        handling.give_back(place.case, place.key, OFFICER)
        assert (place.node.handler_no, place.node.claimed_at) == ("", None)

    assert place.others() == others


@everywhere
def test_a_node_is_handed_over_for_good(where: str) -> None:
    place = at(where)
    others = place.others()

    with place.done_or(RESTING.get(where)):
        handling.transfer(place.case, place.key, OFFICER, BORROWER, MONDAY)
        assert place.node.handler_no == BORROWER
        assert told(place.case, facts.NodeTransferred) == [
            facts.NodeTransferred(place.key, OFFICER, BORROWER)
        ]
        with place.refused_with(NodeClaimedByOther):
            handling.transfer(place.case, place.key, OFFICER, COLLEAGUE, MONDAY)

    assert place.others() == others


@everywhere
def test_a_lent_node_comes_back_to_who_lent_it(where: str) -> None:
    place = at(where)
    case, others = place.taken_by(OFFICER), place.others()

    with place.done_or(RESTING.get(where) or SHARED.get(where)):
        handling.delegate(case, place.key, OFFICER, BORROWER)
        assert (place.node.handler_no, place.node.delegated_by) == (BORROWER, OFFICER)
        with place.refused_with(NotTheHandler):
            handling.hand_back(case, place.key, COLLEAGUE)
        handling.hand_back(case, place.key, BORROWER)
        assert (place.node.handler_no, place.node.delegated_by) == (OFFICER, "")
        with place.refused_with(NodeNotDelegated):
            handling.hand_back(case, place.key, OFFICER)

    assert place.others() == others


def test_only_its_handler_lends_a_node_and_not_to_themselves() -> None:
    place = at("alone")

    with place.refused_with(NotTheHandler):
        handling.delegate(place.case, "x", OFFICER, BORROWER)
    case = place.taken_by(OFFICER)
    with place.refused_with(NotTheHandler):
        handling.delegate(case, "x", COLLEAGUE, BORROWER)
    with place.refused_with(NotTheHandler):
        handling.delegate(case, "x", OFFICER, OFFICER)


def test_who_lent_a_node_may_call_it_back() -> None:
    place = at("beside an active branch")
    handling.delegate(place.taken_by(OFFICER), "x", OFFICER, BORROWER)

    handling.hand_back(place.case, "x", OFFICER)

    assert (place.node.handler_no, place.node.delegated_by) == (OFFICER, "")


NOT_FOR_BORROWERS: Mapping[str, Callable[[Place], object]] = {
    "decide": lambda p: handling.decide(
        p.case, p.key, NodeState.APPROVED, BORROWER, MONDAY, the_clock()
    ),
    "release": lambda p: handling.give_back(p.case, p.key, BORROWER),
    "transfer": lambda p: handling.transfer(p.case, p.key, BORROWER, COLLEAGUE, MONDAY),
    "lend on": lambda p: handling.delegate(p.case, p.key, BORROWER, COLLEAGUE),
    "add a signer": lambda p: handling.add_signer(p.case, p.key, BORROWER, COLLEAGUE),
    "return": lambda p: returning.return_to(p.case, p.key, "a", BORROWER, MONDAY, the_clock()),
    "return to the window": lambda p: returning.return_to_window(
        p.case, p.key, BORROWER, MONDAY, the_clock()
    ),
    "start a special procedure": lambda p: specials.start_special_procedure(
        p.case, p.key, BORROWER, "hearing", 5, MONDAY, the_clock()
    ),
    "request a supplement": lambda p: branch_supplements.request_supplement(
        p.case, p.key, BORROWER, ["materials/M1"], "", MONDAY, the_clock()
    ),
    "ask for an extension": lambda p: extending.ask_extension(p.case, p.key, BORROWER, 5),
}


@pytest.mark.parametrize("what", NOT_FOR_BORROWERS)
def test_who_was_asked_for_an_opinion_gives_only_that(what: str) -> None:
    place = at("after a join")
    handling.delegate(place.taken_by(OFFICER), place.key, OFFICER, BORROWER)

    with place.refused_with(NodeDelegated):
        NOT_FOR_BORROWERS[what](place)


@everywhere
def test_a_node_is_urged_and_given_to_another_whoever_has_it(where: str) -> None:
    place = at(where)
    case, others = place.taken_by(OFFICER), place.others()

    handling.urge(case, place.key)
    handling.urge(case, place.key)
    handling.reassign(case, place.key, BORROWER, MONDAY)

    assert (place.node.urged, place.node.handler_no) == (2, BORROWER)
    assert told(case, facts.NodeReassigned) == [facts.NodeReassigned(place.key, OFFICER, BORROWER)]
    assert place.others() == others


def test_a_reassigned_node_is_not_lent_any_more() -> None:
    place = at("alone")
    handling.delegate(place.taken_by(OFFICER), "x", OFFICER, BORROWER)

    handling.reassign(place.case, "x", COLLEAGUE, MONDAY)

    assert (place.node.handler_no, place.node.delegated_by) == (COLLEAGUE, "")
