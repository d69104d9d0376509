"""Whatever people do in whatever order, these things hold."""

from collections import Counter
from copy import deepcopy

import pytest
from case_building import the_clock
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
from hypothesis import HealthCheck, given, settings
from rebuilding import rebuilt, standing

from shared.refusals import Refusal
from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.nodes import Node, ready
from svc_approvals.domain.cases.recounting import recount
from svc_approvals.domain.cases.states import CaseState, NodeState, Result

RUNS = {CaseState.IN_PROGRESS, CaseState.DECIDED}


@settings(max_examples=300)
@given(processes(), HISTORIES)
def test_any_history_of_any_process_keeps_the_rules(
    process: Process, history: list[Command]
) -> None:
    lived(process, history)


@pytest.mark.scale
@settings(max_examples=5000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(processes(), HISTORIES)
def test_five_thousand_histories_keep_the_rules(process: Process, history: list[Command]) -> None:
    lived(process, history)


def lived(process: Process, history: list[Command]) -> None:
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
    assert_the_facts_tell_it(case)
    assert_nodes_open_once_and_in_time(case)
    assert_only_running_cases_have_open_nodes(case)
    assert_each_end_is_told_once(case)
    assert_the_result_follows_from_the_outcomes(case)
    assert_no_clock_runs_while_it_rests(case)
    assert_counting_anew_moves_nothing(world)
    assert case.deferrals_open == sum(m.state == "deferred" for m in world.materials)


def assert_the_facts_tell_it(case: Case) -> None:
    told, stands = rebuilt(case.facts), standing(case)
    silent = {key: "waiting" for key in stands.nodes if key not in told.nodes}
    told.nodes = {**told.nodes, **silent}
    assert told == stands


def assert_nodes_open_once_and_in_time(case: Case) -> None:
    open_now: set[str] = set()
    for fact in case.facts:
        match fact:
            case facts.NodeOpened():
                assert fact.node_key not in open_now, "opened twice"
                open_now.add(fact.node_key)
            case facts.NodeReset() | facts.NodeReturned():
                open_now.discard(fact.node_key)
                open_now.discard(getattr(fact, "to", ""))
            case facts.CaseReturnedToWindow():
                open_now.clear()
    for key, node in case.nodes.items():
        if node.arrived_at is not None:
            assert enough_before(case, node), f"{key} is open before its predecessors"
    if case.state in RUNS:
        assert list(ready(case.nodes)) == [], "somebody waits in vain"


def enough_before(case: Case, node: Node) -> bool:
    if node.is_issue:
        return all(one.finished for one in case.nodes.values() if not one.is_issue)
    ends = Counter(case.nodes[key].state for key in node.after)
    passed = ends[NodeState.APPROVED] + node.counts_skipped * ends[NodeState.SKIPPED]
    return passed >= node.needed


def assert_only_running_cases_have_open_nodes(case: Case) -> None:
    open_nodes = [node for node in case.nodes.values() if node.is_open]
    if case.state is CaseState.IN_PROGRESS:
        assert open_nodes
        assert not any(node.is_issue for node in open_nodes)
    elif case.state is CaseState.DECIDED:
        assert [node.is_issue for node in open_nodes] == [True]
    else:
        assert open_nodes == []


def assert_each_end_is_told_once(case: Case) -> None:
    told = Counter(type(fact) for fact in case.facts)
    was_submitted = told[facts.CaseSubmitted] == 1
    assert told[facts.CaseClosed] == (was_submitted and case.state is CaseState.CLOSED)
    stands = told[facts.CaseDecided] - told[facts.CaseReopened]
    assert stands == (case.decided_at is not None)
    assert told[facts.CaseIssued] <= 1
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


def assert_no_clock_runs_while_it_rests(case: Case) -> None:
    for node in case.nodes.values():
        rests = node.state is NodeState.PAUSED
        assert rests == bool(node.held_by) == (node.paused_at is not None)
        assert rests == (node.promised_left is not None) == (node.statutory_left is not None)
        if node.is_open:
            assert rests == (node.promised_due is None) == (node.statutory_due is None)
        assert not node.wanted or "supplement" in node.held_by
    if case.state in RUNS:
        resting = any(node.state is NodeState.PAUSED for node in case.nodes.values())
        assert resting == (case.paused_at is not None) == (case.promised_due is None)


def assert_counting_anew_moves_nothing(world: World) -> None:
    """The same calendar gives the same due dates, however often the clock stood still."""
    again = deepcopy(world.case)
    assert not recount(again, world.pauses, the_clock())
