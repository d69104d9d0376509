"""Handing in, completing, accepting, declining, and silence, which is acceptance."""

from collections.abc import Callable

import pytest
from case_building import (
    MONDAY,
    REASON,
    a_draft,
    a_material,
    a_running_case,
    a_step,
    a_submitted_case,
    a_supplied,
    approve,
    states,
    the_clock,
    the_issue,
    told,
)

from svc_approvals.domain.cases.facts import (
    CaseAccepted,
    CaseClosed,
    CaseLapsed,
    CaseWithdrawn,
    SupplementRequested,
)
from svc_approvals.domain.cases.materials import CaseMaterial
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import (
    ApplicationIncomplete,
    CommitmentNotAllowed,
    DeferralNotAllowed,
    MaterialUnknown,
    SecondRequestNeedsReason,
    SupplementEmpty,
)
from svc_approvals.domain.cases.states import CaseState, MaterialState, Result


def steps() -> list[Node]:
    return [a_step("market"), the_issue("market")]


def test_every_missing_material_is_named_at_once_and_nothing_changes() -> None:
    case = a_draft()

    with pytest.raises(ApplicationIncomplete) as refused:
        case.submit([a_material("M1"), a_supplied("M2"), a_material("M3")], MONDAY, the_clock())

    assert [error.pointer for error in refused.value.errors] == ["#/materials/M1", "#/materials/M3"]
    assert (case.state, case.facts) == (CaseState.DRAFT, [])


def test_what_may_be_deferred_or_is_optional_does_not_hold_up_the_application() -> None:
    case = a_draft()

    case.submit(
        [a_material("M1", deferrable=True), a_material("M2", required=False)], MONDAY, the_clock()
    )

    assert case.state is CaseState.SUBMITTED


def test_the_window_must_defer_what_is_missing() -> None:
    case = a_submitted_case()

    with pytest.raises(ApplicationIncomplete):
        case.accept(steps(), [a_material(deferrable=True)], {}, MONDAY, the_clock())

    assert (case.state, case.nodes) == (CaseState.SUBMITTED, {})


def test_a_declaration_takes_the_place_of_a_material_only_where_offered() -> None:
    offered, other = a_material(commitment_allowed=True), a_material("M2")

    offered.declare()
    with pytest.raises(CommitmentNotAllowed):
        other.declare()

    assert (offered.state, other.state) == (MaterialState.COMMITTED, MaterialState.MISSING)


@pytest.mark.parametrize("make", [a_material, a_supplied])
def test_main_and_supplied_materials_are_not_deferred(make: Callable[[], CaseMaterial]) -> None:
    case = a_submitted_case()

    with pytest.raises(DeferralNotAllowed):
        case.accept(steps(), [make()], {"M1": 5}, MONDAY, the_clock())


def test_an_unknown_material_is_not_deferred() -> None:
    with pytest.raises(MaterialUnknown) as refused:
        a_submitted_case().accept(steps(), [], {"M9": 5}, MONDAY, the_clock())

    assert refused.value.material_code == "M9"


def test_a_deferral_lasts_as_many_working_days_as_promised() -> None:
    case, material = a_submitted_case(), a_material(deferrable=True)

    case.accept(steps(), [material], {"M1": 5}, MONDAY, the_clock())

    assert material.deferred_until == the_clock().due(MONDAY, 5).at
    assert told(case, CaseAccepted)[0].deferrals == ("M1",)


def test_a_supplement_is_told_once_with_everything() -> None:
    case = a_submitted_case()

    case.request_supplement({"materials/M2": "缺页", "form/name": "错字"}, "")

    assert told(case, SupplementRequested) == [
        SupplementRequested(1, ("form/name", "materials/M2"))
    ]
    assert (case.state, case.acceptance_due) == (CaseState.SUPPLEMENT_REQUESTED, None)


def test_an_empty_supplement_is_none() -> None:
    with pytest.raises(SupplementEmpty):
        a_submitted_case().request_supplement({}, REASON)


def test_what_was_not_named_the_first_time_needs_a_supervisors_reason() -> None:
    case = a_submitted_case()
    case.request_supplement({"a": "缺页"}, "")
    case.supplement([], MONDAY, the_clock())

    with pytest.raises(SecondRequestNeedsReason) as refused:
        case.request_supplement({"a": "仍缺", "b": "新的"}, "")
    assert refused.value.items == "b"

    case.request_supplement({"a": "仍缺", "b": "新的"}, REASON)
    assert (case.supplement_round, case.supplement_items) == (2, ("a", "b"))


def test_what_was_named_already_may_be_asked_for_again() -> None:
    case = a_submitted_case()
    case.request_supplement({"a": "缺页"}, "")
    case.supplement([], MONDAY, the_clock())

    case.request_supplement({"a": "仍缺"}, "")

    assert case.supplement_round == 2


def test_completing_starts_the_acceptance_clock_anew() -> None:
    case = a_submitted_case()
    case.request_supplement({"a": "缺页"}, "")
    later = MONDAY.replace(day=9)

    case.supplement([], later, the_clock())

    assert case.acceptance_due == the_clock().acceptance_due(later)


def test_declining_closes_with_the_reason() -> None:
    case = a_submitted_case()

    case.not_accept("不属于本窗口受理范围", MONDAY)

    assert (case.state, case.result) == (CaseState.CLOSED, Result.NOT_ACCEPTED)
    assert case.reason == "不属于本窗口受理范围"
    assert len(told(case, CaseClosed)) == 1


def test_withdrawing_ends_every_node_that_is_not_finished() -> None:
    case = a_running_case()
    approve(case, "market")

    case.withdraw(MONDAY)

    assert (case.state, case.result) == (CaseState.CLOSED, Result.WITHDRAWN)
    assert states(case) == {"market": "approved", "health": "cancelled", "issue": "cancelled"}
    assert (len(told(case, CaseWithdrawn)), len(told(case, CaseClosed))) == (1, 1)


def test_a_lapsed_draft_opens_no_review() -> None:
    case = a_draft()

    case.lapse(MONDAY)

    assert (case.state, case.result) == (CaseState.CLOSED, Result.LAPSED)
    assert (told(case, CaseClosed), len(told(case, CaseLapsed))) == ([], 1)


def test_silence_is_acceptance_from_the_day_of_receipt() -> None:
    case, material = a_submitted_case(), a_material(deferrable=True)
    due = case.acceptance_due
    assert due is not None

    case.deem_accepted(steps(), [material], due, the_clock())

    assert (case.state, case.accepted_at) == (CaseState.IN_PROGRESS, MONDAY)
    assert case.promised_due == the_clock().due(MONDAY, case.promised_days).at
    assert case.nodes["market"].arrived_at == due
    assert told(case, CaseAccepted)[0].deemed
    assert material.deferred_until == the_clock().due(MONDAY, case.statutory_days).at
