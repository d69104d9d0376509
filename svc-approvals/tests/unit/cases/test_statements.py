"""What is written of a case and its nodes is all there is of them."""

from dataclasses import fields

import pytest

from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.storage.cases.cases import CASE
from svc_approvals.storage.cases.statements import HEAD, NODE_ADDED, saving

FIXED = {
    "case_id", "case_no", "matter_code", "matter_name", "version_id", "applicant_id", "channel",
    "promised_days", "statutory_days", "hours", "version", "policy_id",
}  # fmt: skip


def test_every_field_of_a_node_has_its_column() -> None:
    apart = {"signers", "position"}
    assert {one.name for one in fields(Node)} - apart == set(NODE_ADDED) - apart


def test_every_field_of_a_case_is_fixed_or_written() -> None:
    assert set(CASE) == {*HEAD, *FIXED} <= {one.name for one in fields(Case)}


@pytest.mark.parametrize("head", [False, True])
def test_a_plain_decision_writes_neither_the_case_nor_what_is_rare(*, head: bool) -> None:
    text = saving(head=head, nodes=1, rare=False, new=0, timers=0)
    assert ("claimed_by" in text) is head
    assert "held_by" not in text
    assert "timer" not in text
