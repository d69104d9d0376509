"""What an applicant hears of: everything the law says must be told, with what it is about."""

from case_building import (
    MONDAY,
    a_case_in,
    a_running_case,
    a_step,
    approve,
    refuse,
    the_clock,
    the_issue,
)

from svc_approvals.domain.cases import extending, specials, supervising
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.states import CaseState
from svc_approvals.use_cases.cases.messages import requests


def asked(case: Case) -> dict[str, dict[str, str]]:
    """The parameters of each message, by its template."""
    return {one.template: one.parameters for one in requests(case)}


def test_a_refusal_is_told_though_nothing_is_handed_out() -> None:
    case = a_running_case(a_step("market"), the_issue("market"))
    case.facts.clear()

    refuse(case, "market")

    assert set(asked(case)) == {"case_refused"}


def test_an_approval_is_told_once_with_the_hand_out() -> None:
    case = a_case_in(CaseState.DECIDED)
    decided = asked(case)

    approve(case, "issue")

    assert "case_refused" not in decided
    assert "case_issued" in asked(case)


def test_a_special_procedure_is_told_with_its_kind_and_length() -> None:
    case = a_running_case()

    specials.start_special_procedure(case, "market", "S-1", "hearing", 7, MONDAY, the_clock())

    said = asked(case)["special_procedure"]
    assert (said["node_name"], said["procedure"], said["expected_days"]) == (
        "market环节", "听证", "7",
    )  # fmt: skip


def test_an_extension_is_told_with_its_days() -> None:
    case = a_running_case()
    extending.ask_extension(case, "market", "S-1", 5)

    extending.answer_extension(case, "market", "S-2", the_clock(), agreed=True)

    assert asked(case)["case_extended"]["extended_days"] == "5"


def test_who_is_told_twice_is_told_by_two_keys() -> None:
    case = a_running_case()
    supervising.suspend(case, "核查", MONDAY, the_clock())
    supervising.terminate(case, "核查属实", MONDAY)

    keys = [one.dedupe_key for one in requests(case)]

    assert len(keys) == len(set(keys))
    assert {one.account_id for one in requests(case)} == {case.applicant_id}
