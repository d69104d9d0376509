"""What a rule decides: as its node opens, on the form as it is then, in every position."""

from uuid import uuid4

import pytest
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
from catalogue_building import a_matter, a_node, an_issue
from position_building import OFFICER

from svc_approvals.domain.cases import facts, handling
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import NodeAlreadyDecided
from svc_approvals.domain.cases.rulings import ruling_of
from svc_approvals.domain.cases.running import rule_again, running_nodes
from svc_approvals.domain.cases.states import CaseState, Result
from svc_approvals.domain.catalogue.conditions import Comparison
from svc_approvals.domain.catalogue.forms import Form, FormField, FormSection
from svc_approvals.domain.catalogue.guides import resolve
from svc_approvals.domain.catalogue.matters import Matter

OF_AGE = Comparison("age", "gte", 80)


def a_rule(key: str, *after: str, ruling: str = "approved", on_refuse: str = "branch") -> Node:
    return a_step(key, *after, kind="rule", ruling=ruling, on_refuse=on_refuse)


def an_allowance(*, personal: bool = False) -> Matter:
    """A check by a person, then a rule on the age."""
    age = FormField("age", "周岁年龄", "integer", personal=personal)
    check = a_node("check")
    rule = a_node("rule", "check", kind="rule", decides=OF_AGE)
    form = Form((FormSection("elder", "老人", (age,)),))
    return a_matter(check, rule, an_issue("rule"), form=form)


@pytest.mark.parametrize(("age", "outcome"), [(80, "approved"), (79, "refused"), (None, "")])
def test_a_rule_judges_the_form_and_records_what_it_judged(age: int | None, outcome: str) -> None:
    matter = an_allowance()
    values = {} if age is None else {"age": age, "other": "not judged"}

    ruling = ruling_of(matter, matter.nodes[1], values)

    assert ruling.outcome == outcome
    assert dict(ruling.inputs) == ({"age": age} if outcome else {})


def test_a_rule_records_nothing_personal() -> None:
    matter = an_allowance(personal=True)

    ruling = ruling_of(matter, matter.nodes[1], {"age": 80})

    assert (ruling.outcome, dict(ruling.inputs)) == ("approved", {})


def test_nodes_decided_by_people_have_no_ruling() -> None:
    matter = an_allowance()

    assert ruling_of(matter, matter.nodes[0], {"age": 80}).outcome == ""


def test_rules_side_by_side_decide_at_acceptance_and_the_join_opens() -> None:
    case = a_running_case(
        a_rule("household"), a_rule("account"), a_step("site", "household", "account"),
        the_issue("site"),
    )  # fmt: skip

    assert states(case) == {
        "household": "approved", "account": "approved", "site": "active", "issue": "waiting",
    }  # fmt: skip
    assert [one.node_key for one in told(case, facts.NodeRuled)] == ["household", "account"]


def test_a_rule_beside_an_active_branch_leaves_it_be() -> None:
    case = a_running_case(a_rule("rule"), a_step("y"), the_issue("rule", "y"))

    assert states(case) == {"rule": "approved", "y": "active", "issue": "waiting"}


def test_a_rule_behind_a_person_decides_in_the_same_command() -> None:
    case = a_running_case(a_step("x"), a_rule("rule", "x"), the_issue("rule"))
    assert states(case)["rule"] == "waiting"

    approve(case, "x")

    assert (states(case)["rule"], case.state) == ("approved", CaseState.DECIDED)


@pytest.mark.parametrize(("needed", "site"), [(1, "active"), (2, "skipped")])
def test_a_refusing_rule_counts_for_its_join_like_a_refusing_person(needed: int, site: str) -> None:
    case = a_running_case(
        a_rule("no", ruling="refused"), a_rule("yes"), a_join("site", "no", "yes", needed=needed),
        a_step("y"), the_issue("site", "y"),
    )  # fmt: skip

    assert states(case) == {
        "no": "refused", "yes": "approved", "site": site, "y": "active", "issue": "waiting",
    }  # fmt: skip


def test_a_rule_that_stops_ends_the_case_at_once() -> None:
    case = a_running_case(
        a_rule("rule", ruling="refused", on_refuse="stop"), a_step("y"), the_issue("rule", "y")
    )

    assert (case.state, case.result) == (CaseState.CLOSED, Result.REFUSED)
    assert states(case) == {"rule": "refused", "y": "cancelled", "issue": "cancelled"}


def test_what_a_rule_cannot_know_a_person_decides() -> None:
    case = a_running_case(a_rule("rule", ruling=""), the_issue("rule"))
    assert states(case)["rule"] == "active"

    handling.claim(case, "rule", OFFICER, MONDAY)
    refuse(case, "rule", staff_no=OFFICER)

    assert case.result is Result.REFUSED


def test_nobody_decides_again_what_a_rule_has_decided() -> None:
    case = a_running_case(a_rule("rule"), a_step("y"), the_issue("rule", "y"))

    with pytest.raises(NodeAlreadyDecided):
        approve(case, "rule")


def test_rules_alone_run_from_acceptance_to_the_end_without_a_person() -> None:
    case = a_running_case(
        a_rule("a"), a_rule("b", "a"), the_issue("b", automatic=True), delivery="electronic"
    )

    assert (case.state, case.result) == (CaseState.CLOSED, Result.APPROVED)
    assert {one.staff_no for one in told(case, facts.NodeDecided)} == {""}


def test_a_form_completed_meanwhile_is_judged_by_the_rules_that_still_wait() -> None:
    matter = an_allowance()
    guide = resolve(matter, {})
    organs = {node.organ: uuid4() for node in matter.nodes}
    case = a_submitted_case()
    running = running_nodes(guide, organs, uuid4, {"age": 79})
    case.accept(running, [], {}, MONDAY, the_clock())
    assert case.nodes["rule"].ruling == "refused"

    rule_again(case, guide, {"age": 80})
    approve(case, "check")

    assert states(case)["rule"] == "approved"
    assert told(case, facts.NodeRuled)[0].inputs == {"age": 80}
