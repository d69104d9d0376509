"""Whether a running case could go on under another version of its matter, and if not, why.

What has begun cannot be undone: it must still exist, be the same department's, and have been
allowed to begin. What nobody has begun may change freely.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.states import CaseState, MaterialState, NodeState
from svc_approvals.domain.catalogue.guides import Guide, GuideNode
from svc_approvals.domain.catalogue.problems import Problem, pointer
from svc_approvals.domain.catalogue.process import ProcessNode

STILL_EDITED = {CaseState.DRAFT, CaseState.SUPPLEMENT_REQUESTED}
NOT_BEGUN = {NodeState.WAITING, NodeState.SKIPPED, NodeState.CANCELLED}


@dataclass(frozen=True, slots=True)
class Running:
    """A case under way, with the guide it follows and what was handed in for it."""

    case: Case
    guide: Guide
    materials: Mapping[str, MaterialState]
    organs: Mapping[str, UUID]


def obstacles(running: Running, new: Guide) -> tuple[Problem, ...]:
    """Everything that keeps the case from the guide of the new version; pointers go into that.

    What the applicant can still edit is no obstacle: it is asked for when they go on.
    """
    found = list(_of_nodes(running, new))
    if running.case.state not in STILL_EDITED:
        found += [*_of_answers(new), *_of_materials(running, new)]
    return tuple(found)


def _of_answers(new: Guide) -> Iterator[Problem]:
    yield from new.problems
    titles = {one.key: one.title for one in new.questions}
    refused = {one.pointer for one in new.problems}
    for key in new.unanswered:
        if pointer("answers", key) in refused:
            continue
        message = f"新版本多问了“{titles[key]}”，办件里没有回答"
        yield Problem(pointer("answers", key), "question_unanswered", message)


def _of_materials(running: Running, new: Guide) -> Iterator[Problem]:
    asked = {one.code for one in running.guide.handed_in if one.required}
    for one in new.handed_in:
        state = running.materials.get(one.code, MaterialState.MISSING)
        if one.required and state is MaterialState.MISSING and one.code not in asked:
            message = f"新版本要求提交“{one.name}”，办件里没有"
            yield Problem(pointer("materials", one.code), "material_required", message)


def _of_nodes(running: Running, new: Guide) -> Iterator[Problem]:
    entries = {entry.node.key: entry for entry in new.nodes}
    nodes = running.case.nodes
    for node in nodes.values():
        if node.state in NOT_BEGUN:
            continue
        entry = entries.get(node.key)
        if entry is None:
            message = f"“{node.name}”已经开始，新版本没有这个环节"
            yield Problem(pointer("nodes", node.key), "node_gone", message)
        else:
            yield from _of_begun(node, entry, running)
            yield from _too_early(node, entry.node, entries, nodes)


def _of_begun(node: Node, entry: GuideNode, running: Running) -> Iterator[Problem]:
    where, defined = pointer("nodes", node.key), entry.node
    if not entry.applicable:
        message = f"“{node.name}”已经开始，按新版本这个办件无需办理它"
        yield Problem(where, "node_not_applicable", message)
    if running.organs.get(defined.organ) != node.organ_id:
        message = f"“{node.name}”已经开始，新版本改由另一个部门办理"
        yield Problem(f"{where}/organ", "node_moved", message)
    if defined.kind != node.kind:
        message = f"“{node.name}”已经开始，新版本改变了它的办理方式"
        yield Problem(f"{where}/kind", "node_changed", message)


def _too_early(
    node: Node,
    defined: ProcessNode,
    entries: Mapping[str, GuideNode],
    nodes: Mapping[str, Node],
) -> Iterator[Problem]:
    """The node has begun, and under the new version it would still have to wait."""
    before = _before(defined, entries)
    missing = [key for key in before if not _done(key, entries, nodes)]
    needed = len(before) if node.is_issue else defined.join.needed(len(before))
    if len(before) - len(missing) >= needed:
        return
    names = "、".join(entries[key].node.name for key in missing)
    message = f"“{node.name}”已经开始，新版本要求先完成“{names}”"
    yield Problem(pointer("nodes", node.key, "after"), "node_too_early", message)


def _before(defined: ProcessNode, entries: Mapping[str, GuideNode]) -> list[str]:
    """What it waits for; the hand-out waits for every branch."""
    if defined.kind == "issue":
        return [key for key, entry in entries.items() if entry.node.kind != "issue"]
    return [key for key in defined.after if key in entries]


def _done(key: str, entries: Mapping[str, GuideNode], nodes: Mapping[str, Node]) -> bool:
    return not entries[key].applicable or (key in nodes and nodes[key].finished)
