"""Who may decide on a proposal, and how often."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from svc_feedback.domain.voice.proposals import Proposal
from svc_feedback.domain.voice.reasons import ProposalDecidedAlready, ProposalDecidedByProposer

MADE = datetime(2026, 3, 27, 4, tzinfo=UTC)
LATER = MADE + timedelta(days=1)


def a_proposal(made_by: str = "HC-11") -> Proposal:
    return Proposal(
        uuid4(), uuid4(), "路灯、不亮", "information_push", None, "431202", "推送维修安排。", MADE,
        made_by,
    )  # fmt: skip


@pytest.mark.parametrize("accepted", [True, False])
def test_a_proposal_is_accepted_or_declined_with_a_reason_by_a_colleague(*, accepted: bool) -> None:
    decided = a_proposal().decided("HC-21", LATER, "下月起推送。", accepted=accepted)

    assert (decided.accepted, decided.reason) == (accepted, "下月起推送。")
    assert (decided.decided_by, decided.decided_at) == ("HC-21", LATER)


def test_who_made_a_proposal_does_not_decide_on_it() -> None:
    with pytest.raises(ProposalDecidedByProposer):
        a_proposal().decided("HC-11", LATER, "我看可以。", accepted=True)


@pytest.mark.parametrize("accepted", [True, False])
def test_a_proposal_is_decided_once(*, accepted: bool) -> None:
    declined = a_proposal().decided("HC-21", LATER, "已有安排。", accepted=False)

    with pytest.raises(ProposalDecidedAlready):
        declined.decided("HC-22", LATER, "再议。", accepted=accepted)
