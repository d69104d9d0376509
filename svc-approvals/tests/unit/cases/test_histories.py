"""Whatever people do in whatever order, these things hold."""

from collections import Counter
from copy import deepcopy

from history_building import (
    HISTORIES,
    Command,
    NoSuchNode,
    Process,
    World,
    a_world,
    carry_out,
    processes,
)
from hypothesis import given, settings

from shared.refusals import Refusal
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import (
    CaseClosed,
    CaseDecided,
    CaseIssued,
    CaseSubmitted,
    NodeCancelled,
    NodeDecided,
    NodeOpened,
    NodeSkipped,
)
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.states import CaseState, NodeState, Result

ENDS_OF_A_NODE = (NodeDecided, NodeSkipped, NodeCancelled)


@settings(max_examples=300)
@given(processes(), HISTORIES)
def test_any_history_of_any_process_keeps_the_rules(
    process: Process, history: list[Command]
) -> None:
    world = a_world(process)
    for command in history:
        before = deepcopy(world)
        try:
            carry_out(world, command)
        except (Refusal, NoSuchNode):
            assert world == before, "a refused command changes nothing"
        assert_rules_hold(world)


def assert_rules_hold(world: World) -> None:
    case = world.case
    assert_nodes_open_once_and_in_time(case)
    assert_only_running_cases_have_active_nodes(case)
    assert_each_end_is_told_once(case)
    assert_the_result_follows_from_the_outcomes(case)
    assert case.deferrals_open == sum(m.state == "deferred" for m in world.materials)


def assert_nodes_open_once_and_in_time(case: Case) -> None:
    opened = Counter(fact.node_key for fact in case.facts if isinstance(fact, NodeOpened))
    ended = Counter(fact.node_key for fact in case.facts if isinstance(fact, ENDS_OF_A_NODE))
    for key, node in case.nodes.items():
        was_open = node.arrived_at is not None
        assert opened[key] == was_open == (node.epoch == 1)
        assert ended[key] == node.finished
        if was_open:
            assert enough_before(case, node), f"{key} opened before its predecessors"
    assert_nobody_waits_in_vain(case)


def enough_before(case: Case, node: Node) -> bool:
    if node.is_issue:
        return all(one.finished for one in case.nodes.values() if not one.is_issue)
    ends = Counter(case.nodes[key].state for key in node.after)
    passed = ends[NodeState.APPROVED] + node.counts_skipped * ends[NodeState.SKIPPED]
    return passed >= node.needed


def assert_nobody_waits_in_vain(case: Case) -> None:
    if any(node.state is NodeState.WAITING for node in case.nodes.values()):
        assert any(node.state is NodeState.ACTIVE for node in case.nodes.values())


def assert_only_running_cases_have_active_nodes(case: Case) -> None:
    active = [node for node in case.nodes.values() if node.state is NodeState.ACTIVE]
    if case.state is CaseState.IN_PROGRESS:
        assert active
        assert not any(node.is_issue for node in active)
    elif case.state is CaseState.DECIDED:
        assert [node.is_issue for node in active] == [True]
    else:
        assert active == []


def assert_each_end_is_told_once(case: Case) -> None:
    told = Counter(type(fact) for fact in case.facts)
    was_submitted = told[CaseSubmitted] == 1
    assert told[CaseClosed] == (was_submitted and case.state is CaseState.CLOSED)
    assert told[CaseDecided] == (case.decided_at is not None)
    assert told[CaseIssued] <= told[CaseDecided]
    assert (case.closed_at is not None) == (case.state is CaseState.CLOSED)
    assert case.result is None or case.decided_at or case.state is CaseState.CLOSED


def assert_the_result_follows_from_the_outcomes(case: Case) -> None:
    outcomes = {node.state for node in case.nodes.values() if not node.is_issue}
    refused, approved = NodeState.REFUSED in outcomes, NodeState.APPROVED in outcomes
    match case.result:
        case Result.APPROVED:
            assert not refused
        case Result.PARTLY:
            assert refused
            assert approved
        case Result.REFUSED:
            assert refused
            assert not approved or stopped(case)


def stopped(case: Case) -> bool:
    return any(
        node.state is NodeState.REFUSED and node.on_refuse == "stop" for node in case.nodes.values()
    )
