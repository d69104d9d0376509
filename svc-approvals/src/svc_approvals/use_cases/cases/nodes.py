"""What a department's officer does with a node: take it, give it back, decide it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.refusals import Refusal
from svc_approvals.domain.cases import handling, returning
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import NodeNotFound
from svc_approvals.domain.cases.states import NodeState
from svc_approvals.storage.cases import cases
from svc_approvals.use_cases.cases.attachments import forget_undone, take_into_decision
from svc_approvals.use_cases.cases.rings import timers_of
from svc_approvals.use_cases.cases.saving import keep_progress
from svc_approvals.use_cases.certificates.granting import keep_granted
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.pushes.queueing import require_by_hand


@dataclass(frozen=True, slots=True)
class Decision:
    """What an officer decides; ``opinion`` stays inside, ``feedback`` is shown on tracking.

    ``attachments`` are files of the node that belong to it; ``certificates`` what is to stand
    in the certificates it grants, by product, where the application's form does not say it.
    """

    outcome: NodeState
    opinion: str = ""
    feedback: str = ""
    attachments: tuple[UUID, ...] = ()
    certificates: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answered:
    """One of many decisions: the node after it, or why it was refused."""

    node_id: UUID
    node: Node | None = None
    refusal: Refusal | None = None


async def own_node(work: UnitOfWork, caller: Caller, node_id: UUID) -> tuple[Case, str]:
    """The case of a node of the caller's own organ and role; refused with NodeNotFound."""
    case, key = await cases.load_by_node(work, node_id, caller.organ)
    if case.nodes[key].role not in caller.roles:
        raise NodeNotFound
    await require_by_hand(work, case.nodes[key])
    return case, key


async def keep(work: UnitOfWork, office: Office, case: Case) -> None:
    """Keep the case with every timer this command sets going; nothing happened, nothing kept."""
    if case.facts:
        clock = await office.clock(work)
        await keep_progress(work, office, case, timers_of(case, clock, work.now))


async def claim_node(work: UnitOfWork, office: Office, caller: Caller, node_id: UUID) -> Node:
    """Take a node; refused with NodeNotFound, NodeClaimedByOther or NodeAlreadyDecided."""
    case, key = await own_node(work, caller, node_id)
    node = handling.claim(case, key, caller.staff_no, work.now)
    await keep(work, office, case)
    return node


async def release_node(work: UnitOfWork, office: Office, caller: Caller, node_id: UUID) -> Node:
    """Give a node back; refused as for claim_node, and with NodeDelegated."""
    case, key = await own_node(work, caller, node_id)
    node = handling.give_back(case, key, caller.staff_no)
    await keep(work, office, case)
    return node


async def decide_node(
    work: UnitOfWork, office: Office, caller: Caller, node_id: UUID, decision: Decision
) -> Node:
    """Record a department's decision, or one signature of it, and open what was waiting for it.

    Refused with NodeNotFound (also for another department's node), NodeAlreadyDecided,
    NodeClaimedByOther, NodeDelegated, NodeResting, NodeNotActive, IssueNotRefusable,
    MaterialStillDeferred, NotASigner, AlreadySigned, AttachmentUnknown or GrantedDataInvalid.
    """
    work.locks = work.locks or bool(decision.attachments)
    case, key = await own_node(work, caller, node_id)
    clock = await office.clock(work)
    node = handling.decide(
        case, key, decision.outcome, caller.staff_no, work.now, clock,
        opinion=decision.opinion, feedback=decision.feedback,
    )  # fmt: skip
    await take_into_decision(work, case, key, decision.attachments)
    approves = decision.outcome is NodeState.APPROVED
    await keep_granted(work, office, case, node, decision.certificates, approves=approves)
    await keep_progress(work, office, case, timers_of(case, clock, work.now))
    return node


async def decide_many(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    decisions: Sequence[tuple[UUID, Decision]],
) -> list[Answered]:
    """Each decision for itself: a refused one leaves the others as they are.

    In the order of the nodes' ids, so that two officers' lists do not lock each other out.
    """
    work.locks = True
    answers: dict[int, Answered] = {}
    for number, (node_id, decision) in sorted(enumerate(decisions), key=lambda one: one[1][0]):
        try:
            async with work.part():
                node = await decide_node(work, office, caller, node_id, decision)
            answers[number] = Answered(node_id, node)
        except Refusal as refusal:
            answers[number] = Answered(node_id, refusal=refusal)
    return [answers[number] for number in range(len(decisions))]


async def take_back(work: UnitOfWork, office: Office, caller: Caller, node_id: UUID) -> Node:
    """Take one's own decision back; refused with NotYourDecision or NextNodeActed."""
    case, key = await own_node(work, caller, node_id)
    clock = await office.clock(work)
    node = returning.take_back(case, key, caller.staff_no, work.now, clock)
    await forget_undone(work, case, case.changed)
    await keep(work, office, case)
    return node
