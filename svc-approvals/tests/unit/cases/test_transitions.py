"""The table of transitions: every command in every state is done, or refused naming the state."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from case_building import MONDAY, a_case_in, a_material, a_step, the_clock

from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.reasons import MaterialNotDeferred, TransitionNotAllowed
from svc_approvals.domain.cases.states import IN_CHINESE, CaseState

STATES = [state for state in CaseState if state is not CaseState.DELIVERED]  # passed through
D, S, Q, P, T, I = (  # noqa: E741 - columns of the table
    CaseState.DRAFT,
    CaseState.SUBMITTED,
    CaseState.SUPPLEMENT_REQUESTED,
    CaseState.IN_PROGRESS,
    CaseState.DECIDED,
    CaseState.ISSUED,
)
Command = Callable[[Case], object]
TABLE: dict[str, tuple[Command, set[CaseState]]] = {
    "submit": (lambda c: c.submit([], MONDAY, the_clock()), {D}),
    "save_draft": (lambda c: c.save_draft("form"), {D, Q}),
    "may_edit": (lambda c: c.may_edit(), {D, Q}),
    "lapse": (lambda c: c.lapse(MONDAY), {D}),
    "supplement": (lambda c: c.supplement([], MONDAY, the_clock()), {Q}),
    "withdraw": (lambda c: c.withdraw(MONDAY), {S, Q, P}),
    "accept": (lambda c: c.accept([a_step("market")], [], {}, MONDAY, the_clock()), {S}),
    "deem_accepted": (lambda c: c.deem_accepted([a_step("market")], [], MONDAY, the_clock()), {S}),
    "request_supplement": (lambda c: c.request_supplement({"a": "缺"}, "理由"), {S}),
    "not_accept": (lambda c: c.not_accept("理由", MONDAY), {S}),
    "deliver": (lambda c: c.deliver("pickup", MONDAY), {I}),
    "supply_deferred": (lambda c: c.supply_deferred(a_material(), c.case_id, MONDAY), {P, T}),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("command", TABLE)
def test_a_command_is_done_or_refused_naming_the_state(command: str, state: CaseState) -> None:
    do, allowed = TABLE[command]
    case = a_case_in(state)
    before = deepcopy(case)

    if state in allowed:
        try:
            do(case)
        except MaterialNotDeferred:
            assert command == "supply_deferred"  # allowed here, but nothing was deferred
        return

    with pytest.raises(TransitionNotAllowed) as refused:
        do(case)
    assert refused.value.state == state
    assert IN_CHINESE[state] in refused.value.detail()
    assert case == before
