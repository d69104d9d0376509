"""Taking a node, giving it back, deciding it: who may, and what a second one is told."""

import pytest
from case_building import (
    MONDAY,
    a_material,
    a_running_case,
    a_step,
    a_submitted_case,
    approve,
    refuse,
    the_clock,
    the_issue,
    told,
)

from svc_approvals.domain.cases import handling
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import NodeClaimed, NodeDecided, NodeReleased
from svc_approvals.domain.cases.materials import CaseMaterial
from svc_approvals.domain.cases.reasons import (
    IssueNotRefusable,
    MaterialNotDeferred,
    MaterialStillDeferred,
    NodeAlreadyDecided,
    NodeClaimedByOther,
    NodeNotActive,
)
from svc_approvals.domain.cases.states import CaseState, NodeState


def test_who_claims_a_node_is_its_handler() -> None:
    case = a_running_case()

    node = handling.claim(case, "market", "S-1", MONDAY)

    assert (node.handler_no, node.claimed_at) == ("S-1", MONDAY)
    assert told(case, NodeClaimed) == [NodeClaimed("market", "S-1")]


def test_claiming_twice_is_one_claim() -> None:
    case = a_running_case()
    handling.claim(case, "market", "S-1", MONDAY)

    handling.claim(case, "market", "S-1", MONDAY)

    assert len(told(case, NodeClaimed)) == 1


@pytest.mark.parametrize("action", ["claim", "release", "decide"])
def test_a_claimed_node_is_out_of_reach_for_colleagues(action: str) -> None:
    case = a_running_case()
    handling.claim(case, "market", "S-1", MONDAY)

    with pytest.raises(NodeClaimedByOther) as refused:
        act(case, action, "market", "S-2")

    assert (refused.value.node_key, refused.value.staff_no) == ("market", "S-1")


def test_a_released_node_is_free_for_a_colleague() -> None:
    case = a_running_case()
    handling.claim(case, "market", "S-1", MONDAY)

    handling.give_back(case, "market", "S-1")
    node = handling.claim(case, "market", "S-2", MONDAY)

    assert node.handler_no == "S-2"
    assert len(told(case, NodeReleased)) == 1


def test_releasing_what_nobody_took_is_no_fact() -> None:
    case = a_running_case()

    assert handling.give_back(case, "market", "S-1").handler_no == ""
    assert told(case, NodeReleased) == []


@pytest.mark.parametrize("action", ["claim", "release", "decide"])
def test_a_decided_node_says_who_decided_what_and_when(action: str) -> None:
    case = a_running_case()
    refuse(case, "market", staff_no="S-1")

    with pytest.raises(NodeAlreadyDecided) as refused:
        act(case, action, "market", "S-2")

    told_ = refused.value
    assert (told_.decided_by, told_.outcome, told_.decided_at) == ("S-1", "refused", MONDAY)
    assert "S-1" in told_.detail()
    assert len(told(case, NodeDecided)) == 1


@pytest.mark.parametrize("action", ["claim", "release", "decide"])
@pytest.mark.parametrize("state", ["waiting", "skipped", "cancelled"])
def test_a_node_that_is_not_open_is_refused_with_its_state(action: str, state: str) -> None:
    case = a_running_case(
        a_step("market"),
        a_step("health", on_refuse="stop"),
        a_step("tax", applicable=False),
        the_issue("market", "health", "tax"),
    )
    key = {"waiting": "issue", "skipped": "tax", "cancelled": "market"}[state]
    if state == "cancelled":
        refuse(case, "health")

    with pytest.raises(NodeNotActive) as refused:
        act(case, action, key, "S-1")

    assert refused.value.state == state


def test_a_decision_without_a_claim_claims() -> None:
    case = a_running_case()

    approve(case, "market", staff_no="S-7")

    node = case.nodes["market"]
    assert (node.handler_no, node.claimed_at, node.finished_at) == ("S-7", MONDAY, MONDAY)


def test_opinion_and_feedback_stay_with_the_node() -> None:
    case = a_running_case()

    node = handling.decide(
        case,
        "market",
        NodeState.APPROVED,
        "S-1",
        MONDAY,
        the_clock(),
        opinion="内部",
        feedback="齐全",
    )

    assert (node.opinion, node.feedback) == ("内部", "齐全")


def test_the_hand_out_cannot_be_refused() -> None:
    case = a_running_case()
    approve(case, "market", "health")

    with pytest.raises(IssueNotRefusable):
        refuse(case, "issue")

    assert (case.state, case.nodes["issue"].state) == (CaseState.DECIDED, NodeState.ACTIVE)


def test_a_deferred_material_keeps_the_hand_out_back_until_it_has_come() -> None:
    case, material = a_case_with_a_deferral()
    approve(case, "market")
    with pytest.raises(MaterialStillDeferred) as refused:
        approve(case, "issue")
    assert refused.value.outstanding == 1

    case.supply_deferred(material, case.case_id, MONDAY)
    approve(case, "issue")

    assert (case.state, case.deferrals_open) == (CaseState.ISSUED, 0)


def test_a_deferral_does_not_keep_departments_back() -> None:
    case, _ = a_case_with_a_deferral()

    approve(case, "market")

    assert case.state is CaseState.DECIDED


def test_a_deferred_material_is_supplied_once() -> None:
    case, material = a_case_with_a_deferral()
    case.supply_deferred(material, case.case_id, MONDAY)

    with pytest.raises(MaterialNotDeferred):
        case.supply_deferred(material, case.case_id, MONDAY)

    assert case.deferrals_open == 0


def a_case_with_a_deferral() -> tuple[Case, CaseMaterial]:
    case = a_submitted_case()
    material = a_material(deferrable=True)
    steps = [a_step("market"), the_issue("market")]
    case.accept(steps, [material], {"M1": 5}, MONDAY, the_clock())
    return case, material


def act(case: Case, action: str, key: str, staff_no: str) -> None:
    match action:
        case "claim":
            handling.claim(case, key, staff_no, MONDAY)
        case "release":
            handling.give_back(case, key, staff_no)
        case _:
            approve(case, key, staff_no=staff_no)
