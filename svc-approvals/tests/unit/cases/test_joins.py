"""What opens when something finishes, and how the whole case ends."""

from case_building import (
    MONDAY,
    a_join,
    a_running_case,
    a_step,
    a_submitted_case,
    approve,
    refuse,
    states,
    the_clock,
    the_issue,
    told,
)

from svc_approvals.domain.cases.facts import (
    CaseClosed,
    CaseDecided,
    CaseIssued,
    NodeOpened,
    NodeSkipped,
)
from svc_approvals.domain.cases.nodes import NOT_APPLICABLE, PREDECESSOR_REFUSED
from svc_approvals.domain.cases.states import CaseState, Result

DEPARTMENTS = ("market", "health", "tax")


def test_all_departments_open_together_at_acceptance() -> None:
    case = a_running_case(*map(a_step, DEPARTMENTS), the_issue(*DEPARTMENTS))

    assert states(case) == dict.fromkeys(DEPARTMENTS, "active") | {"issue": "waiting"}
    assert [fact.node_key for fact in told(case, NodeOpened)] == list(DEPARTMENTS)


def test_the_issue_node_opens_when_the_last_department_has_decided() -> None:
    case = a_running_case(*map(a_step, DEPARTMENTS), the_issue(*DEPARTMENTS))

    approve(case, "market", "tax")
    assert states(case)["issue"] == "waiting"

    approve(case, "health")
    assert states(case)["issue"] == "active"
    assert [fact.node_key for fact in told(case, NodeOpened)].count("issue") == 1


def test_a_join_of_any_opens_with_the_first_and_never_again() -> None:
    case = a_running_case(*map(a_step, DEPARTMENTS), a_join("site", *DEPARTMENTS, needed=1))

    approve(case, "tax", "market", "health")

    assert [fact.node_key for fact in told(case, NodeOpened)].count("site") == 1


def test_a_join_of_two_of_three_opens_with_the_second() -> None:
    case = a_running_case(*map(a_step, DEPARTMENTS), a_join("site", *DEPARTMENTS, needed=2))

    approve(case, "market")
    assert states(case)["site"] == "waiting"

    approve(case, "tax")
    assert states(case)["site"] == "active"


def test_a_join_that_can_no_longer_fill_is_skipped_with_the_reason() -> None:
    case = a_running_case(*map(a_step, DEPARTMENTS), a_join("site", *DEPARTMENTS, needed=2))

    refuse(case, "market", "tax")

    assert states(case)["site"] == "skipped"
    assert [fact.reason for fact in told(case, NodeSkipped)] == [PREDECESSOR_REFUSED]


def test_skipping_goes_down_the_whole_line() -> None:
    case = a_running_case(
        a_step("site"), a_step("fire"), a_step("plan", "fire"), a_step("build", "plan"),
    )  # fmt: skip

    refuse(case, "fire")

    assert states(case) == {
        "site": "active", "fire": "refused", "plan": "skipped", "build": "skipped",
    }  # fmt: skip


def test_a_node_not_needed_is_passed_over_by_a_join_of_all() -> None:
    case = a_running_case(
        a_step("site"), a_step("fire", applicable=False), a_step("plan", "site", "fire"),
    )  # fmt: skip
    assert [fact.reason for fact in told(case, NodeSkipped)] == [NOT_APPLICABLE]

    approve(case, "site")

    assert states(case)["plan"] == "active"


def test_a_node_not_needed_does_not_fill_a_join_of_any() -> None:
    case = a_running_case(
        a_step("site"),
        a_step("fire", applicable=False),
        a_join("plan", "site", "fire", needed=1),
    )
    assert states(case)["plan"] == "waiting"

    refuse(case, "site")

    assert states(case)["plan"] == "skipped"


def test_a_row_of_nodes_not_needed_is_skipped_in_one_go() -> None:
    idle = {"applicable": False}
    case = a_running_case(
        a_step("a", **idle), a_step("b", "a", **idle), a_step("c", "b"), the_issue("c")
    )

    assert states(case) == {"a": "skipped", "b": "skipped", "c": "active", "issue": "waiting"}


def test_a_case_whose_nodes_are_all_not_needed_is_decided_at_once() -> None:
    case = a_running_case(a_step("a", applicable=False), the_issue("a"))

    assert (case.state, case.result) == (CaseState.DECIDED, Result.APPROVED)
    assert states(case)["issue"] == "active"


def test_a_refusal_that_stops_ends_the_case_and_every_other_node() -> None:
    case = a_running_case(
        a_step("market", on_refuse="stop"), a_step("health"), the_issue("market", "health")
    )

    refuse(case, "market")

    assert (case.state, case.result) == (CaseState.CLOSED, Result.REFUSED)
    assert states(case) == {"market": "refused", "health": "cancelled", "issue": "cancelled"}
    assert len(told(case, CaseClosed)) == 1


def test_a_refused_branch_leaves_the_others_a_part_of_the_result() -> None:
    case = a_running_case(*map(a_step, DEPARTMENTS), the_issue(*DEPARTMENTS))

    refuse(case, "health")
    approve(case, "market", "tax", "issue")

    assert case.result is Result.PARTLY
    assert told(case, CaseIssued)[0].products == ("market-paper", "tax-paper")


def test_all_branches_refused_is_a_refused_case_with_nothing_to_hand_out() -> None:
    case = a_running_case(*map(a_step, DEPARTMENTS), the_issue(*DEPARTMENTS))

    refuse(case, *DEPARTMENTS)

    assert (case.state, case.result) == (CaseState.CLOSED, Result.REFUSED)
    assert states(case)["issue"] == "cancelled"
    assert (told(case, CaseIssued), len(told(case, CaseDecided))) == ([], 1)


def test_the_issue_node_waits_for_branches_it_does_not_name() -> None:
    case = a_running_case(a_step("market"), a_step("health"), the_issue("market"))

    approve(case, "market")
    assert (case.state, states(case)["issue"]) == (CaseState.IN_PROGRESS, "waiting")

    approve(case, "health")
    assert (case.state, states(case)["issue"]) == (CaseState.DECIDED, "active")


def test_the_issue_node_waits_for_the_branch_a_join_of_any_did_not_need() -> None:
    case = a_running_case(
        a_step("market"),
        a_step("health"),
        a_join("site", "market", "health", needed=1),
        the_issue("site"),
    )

    approve(case, "market", "site")
    assert (case.state, states(case)["issue"]) == (CaseState.IN_PROGRESS, "waiting")

    refuse(case, "health")
    assert (case.result, states(case)["issue"]) == (Result.PARTLY, "active")


def test_a_case_without_an_issue_node_is_issued_when_the_last_node_is_done() -> None:
    case = a_running_case(*map(a_step, DEPARTMENTS))

    approve(case, *DEPARTMENTS)

    assert (case.state, case.result) == (CaseState.ISSUED, Result.APPROVED)


def test_a_case_whose_hand_out_is_not_needed_is_issued_all_the_same() -> None:
    case = a_running_case(a_step("market"), the_issue("market", applicable=False))

    approve(case, "market")

    assert (case.state, states(case)["issue"]) == (CaseState.ISSUED, "skipped")


def test_electronic_results_are_delivered_with_the_hand_out() -> None:
    case = a_running_case(a_step("market"), the_issue("market"), delivery="electronic")

    approve(case, "market", "issue")

    assert (case.state, case.result) == (CaseState.CLOSED, Result.APPROVED)
    assert told(case, CaseClosed)[0].organ_ids == (
        case.nodes["market"].organ_id,
        case.nodes["issue"].organ_id,
    )


def test_the_end_names_everybody_who_had_the_case_in_hand() -> None:
    case = a_running_case(
        a_step("market"), a_step("health"), the_issue("market", "health"), delivery="electronic",
        claimed_by="W-1",
    )  # fmt: skip

    approve(case, "market", staff_no="S-2")
    approve(case, "health", staff_no="S-1")
    approve(case, "issue", staff_no="W-1")

    assert told(case, CaseClosed)[0].staff_nos == ("S-1", "S-2", "W-1")


def test_eight_branches_in_any_order_open_the_join_once() -> None:
    keys = [f"d{n}" for n in range(8)]
    for first in range(8):
        case = a_running_case(*map(a_step, keys), the_issue(*keys))
        approve(case, *keys[first:], *keys[:first])
        assert [fact.node_key for fact in told(case, NodeOpened)].count("issue") == 1


def test_both_limits_of_a_node_run_from_its_own_arrival() -> None:
    case = a_submitted_case()
    case.accept([a_step("a"), a_step("b", "a", promised_days=3)], [], {}, MONDAY, the_clock())
    tuesday = MONDAY.replace(day=3)

    approve(case, "a", when=tuesday)

    assert case.nodes["b"].arrived_at == tuesday
    assert case.nodes["b"].promised_due == the_clock().due(tuesday, 3).at
    assert case.nodes["b"].epoch == 1
