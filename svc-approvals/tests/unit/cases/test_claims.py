"""Who at the window has a case, and when the window's turn comes."""

from datetime import timedelta

import pytest
from case_building import MONDAY, a_case_in, a_running_case, a_submitted_case, told

from svc_approvals.domain.cases import claims, facts
from svc_approvals.domain.cases.claims import CaseClaimedByOther
from svc_approvals.domain.cases.reasons import TransitionNotAllowed
from svc_approvals.domain.cases.states import CaseState
from svc_approvals.domain.cases.window_queue import window_due


def test_a_clerk_takes_a_case_once_and_may_take_it_again_without_effect() -> None:
    case = a_submitted_case()

    claims.claim(case, "W1", MONDAY)
    claims.claim(case, "W1", MONDAY + timedelta(hours=1))

    assert (case.claimed_by, case.claimed_at) == ("W1", MONDAY)
    assert told(case, facts.CaseClaimed) == [facts.CaseClaimed("W1")]


def test_a_colleague_is_told_who_has_it() -> None:
    case = a_submitted_case()
    claims.claim(case, "W1", MONDAY)

    for command in (claims.claim, claims.handle):
        with pytest.raises(CaseClaimedByOther) as refused:
            command(case, "W2", MONDAY)
        assert refused.value.staff_no == "W1"
    with pytest.raises(CaseClaimedByOther):
        claims.release(case, "W2")


def test_a_released_case_is_anybodys() -> None:
    case = a_submitted_case()
    claims.claim(case, "W1", MONDAY)

    claims.release(case, "W1")
    claims.handle(case, "W2", MONDAY)

    assert case.claimed_by == "W2"


def test_a_supervisor_gives_it_to_another_and_both_are_named() -> None:
    case = a_submitted_case()
    claims.claim(case, "W1", MONDAY)

    claims.reassign(case, "W2", MONDAY)

    assert told(case, facts.ClaimReassigned) == [facts.ClaimReassigned("W2", "W1")]


@pytest.mark.parametrize("state", [CaseState.DRAFT, CaseState.IN_PROGRESS, CaseState.CLOSED])
def test_only_what_waits_to_be_accepted_can_be_taken(state: CaseState) -> None:
    case = a_case_in(state)

    for command in (claims.claim, claims.reassign):
        with pytest.raises(TransitionNotAllowed):
            command(case, "W1", MONDAY)


def test_after_acceptance_the_claim_binds_nobody() -> None:
    case = a_running_case()
    case.claimed_by = "W1"

    claims.handle(case, "W2", MONDAY)

    assert case.claimed_by == "W1"


@pytest.mark.parametrize(
    ("state", "its_turn"),
    [
        (CaseState.DRAFT, False),
        (CaseState.SUBMITTED, True),
        (CaseState.SUPPLEMENT_REQUESTED, True),
        (CaseState.IN_PROGRESS, False),
        (CaseState.DECIDED, False),
        (CaseState.ISSUED, True),
        (CaseState.CLOSED, False),
    ],
)
def test_the_window_has_its_turns(state: CaseState, *, its_turn: bool) -> None:
    assert (window_due(a_case_in(state)) is not None) == its_turn


def test_a_running_case_comes_back_to_the_window_while_a_material_is_deferred() -> None:
    case = a_running_case()
    case.deferrals_open = 1

    assert window_due(case) == case.promised_due
