"""Supplements in one branch: the department names everything at once, the others go on."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from shared.refusals import FieldError
from svc_approvals.domain.cases import facts, pausing, progress
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.materials import CaseMaterial
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import (
    ApplicationIncomplete,
    NoSupplementOpen,
    NotAskedFor,
    SecondRequestNeedsReason,
    SupplementEmpty,
)
from svc_approvals.domain.cases.states import CaseState, Hold, MaterialState

if TYPE_CHECKING:
    from svc_approvals.domain.cases.cases import Case


def request_supplement(
    case: "Case",
    key: str,
    staff_no: str,
    items: Collection[str],
    supervisor_reason: str,
    at: datetime,
    clock: Clock,
) -> Node:
    """Name all that is missing for this node; only this branch rests.

    What was not named the first time needs a supervisor's reason, and is counted.
    Refused with SupplementEmpty or SecondRequestNeedsReason.
    """
    node = case.in_hand(key, staff_no)
    if not items:
        raise SupplementEmpty
    fresh = set(items) - set(node.named)
    if node.supplement_round and fresh and not supervisor_reason:
        raise SecondRequestNeedsReason(items="、".join(sorted(fresh)))
    if node.supplement_round and fresh:
        case.unforeseen += 1
    node.supplement_round += 1
    node.named = tuple(sorted({*node.named, *items}))
    node.wanted = tuple(sorted(items))
    told = facts.NodeSupplementRequested(key, node.organ_id, node.supplement_round, node.wanted)
    case.change(node, told)
    pausing.hold(case, node, Hold.SUPPLEMENT, at, clock)
    return node


def wanted(case: "Case") -> set[str]:
    """What the branches are still waiting for, as pointers into the application."""
    return {pointer for node in case.nodes.values() for pointer in node.wanted}


def bring(case: "Case", *pointers: str) -> None:
    """Note that these were brought; refused with NotAskedFor when nobody wants one of them."""
    unasked = set(pointers) - wanted(case)
    if unasked:
        raise NotAskedFor(items="、".join(sorted(unasked)))
    for node in case.nodes.values():
        rest = tuple(one for one in node.wanted if one not in pointers)
        if rest != node.wanted:
            node.wanted = rest
            case.changed.add(node.key)
    case.tell(facts.SupplementBrought(tuple(sorted(pointers))))


def bring_material(case: "Case", material: CaseMaterial, file_id: UUID, at: datetime) -> None:
    """Take a file while departments are at work: what was deferred, or what a branch wants.

    Refused with NotAskedFor when the branches want other things, and with
    MaterialNotDeferred when they want nothing.
    """
    pointer = f"materials/{material.code}"
    asked = wanted(case)
    if asked and pointer not in asked and material.state is not MaterialState.DEFERRED:
        raise NotAskedFor(items=pointer)
    if pointer in asked:
        bring(case, pointer)
    if pointer in asked and material.state is not MaterialState.DEFERRED:
        material.supply(file_id)
    else:
        case.supply_deferred(material, file_id, at)


def supplemented(case: "Case", at: datetime, clock: Clock) -> None:
    """The applicant says everything is there; every branch that waited goes on.

    Refused with NoSupplementOpen, or ApplicationIncomplete naming what is still wanted.
    """
    case.only("补正", CaseState.IN_PROGRESS, CaseState.DECIDED)
    resting = [one for one in case.nodes.values() if Hold.SUPPLEMENT in one.held_by]
    if not resting:
        raise NoSupplementOpen
    if missing := sorted(wanted(case)):
        raise ApplicationIncomplete(
            errors=[
                FieldError(f"#/{one}", "missing", "请按补正通知补充这一项。") for one in missing
            ]
        )
    for node in resting:
        _go_on(case, node, at, clock)


def end_supplement(case: "Case", key: str, staff_no: str, at: datetime, clock: Clock) -> Node:
    """The department goes on without waiting any longer, with what is there."""
    node = case.open_node(key)
    case.not_others(node, staff_no)
    if Hold.SUPPLEMENT not in node.held_by:
        raise NoSupplementOpen
    node.wanted = ()
    _go_on(case, node, at, clock)
    return node


def _go_on(case: "Case", node: Node, at: datetime, clock: Clock) -> None:
    case.change(node, facts.NodeSupplemented(node.key, node.supplement_round))
    pausing.release(case, node, Hold.SUPPLEMENT, at, clock)
    progress.issue_by_itself(case, at)
