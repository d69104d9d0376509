"""Nodes with several signers: all (会签), any (或签), or a weighted vote (表决)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from svc_approvals.domain.cases.states import NodeState


@dataclass(slots=True)
class Signer:
    """One who signs a node; ``outcome`` is empty until they have."""

    staff_no: str
    weight: int = 1
    outcome: str = ""
    opinion: str = ""
    signed_at: datetime | None = None
    added_by: str = ""


def tally(mode: str, threshold: int, signers: Iterable[Signer]) -> NodeState | None:
    """What the signatures so far decide; None while it is open.

    ``all`` is refused by one refusal. A weighted vote is refused as soon as the weights
    that are still out cannot lift it to the threshold any more.
    """
    votes = list(signers)
    approved = sum(one.weight for one in votes if one.outcome == NodeState.APPROVED)
    refused = sum(one.weight for one in votes if one.outcome == NodeState.REFUSED)
    every = sum(one.weight for one in votes)
    match mode:
        case "any":
            passes, fails = approved > 0, refused > 0
        case "weighted":
            passes, fails = approved >= threshold, every - refused < threshold
        case _:
            passes, fails = approved == every, refused > 0
    if passes:
        return NodeState.APPROVED
    return NodeState.REFUSED if fails else None
