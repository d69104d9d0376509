"""Send what is due: read the case, post it signed, note how it went; two transactions around it."""

import random
from dataclasses import dataclass
from typing import Any

import orjson

from shared.database import UnitOfWork
from shared.moments import on_the_wire
from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.states import NodeState
from svc_approvals.domain.catalogue.merged_forms import view_of
from svc_approvals.domain.pushes.pushes import Push
from svc_approvals.domain.pushes.targets import Target
from svc_approvals.storage import directory
from svc_approvals.storage.cases import cases, materials
from svc_approvals.storage.pushes import pushes
from svc_approvals.use_cases.cases.dossiers import needed_materials
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.cases.saving import keep_case
from svc_approvals.use_cases.office import Office

TYPE = "approvals.node.pushed"


class TargetMissing(Exception):
    """No system of this key is in use, or not for this organ; the text may be shown to ops."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent; its body holds personal data and is never kept or logged."""

    target: Target
    headers: dict[str, str]
    body: bytes


async def pack_push(work: UnitOfWork, office: Office, push: Push) -> Parcel | None:
    """What to send now; None when the node waits or is over.

    Raises TargetMissing when there is nobody to send it to.
    """
    case = await cases.load(work, push.case_id)
    node = case.nodes[push.key]
    if node.finished:
        await pushes.cancel_open(work, [node.node_id])
    elif node.state is not NodeState.ACTIVE:
        await pushes.hold(work, push)
    if node.state is not NodeState.ACTIVE:
        return None
    target = await _target(work, office, push)
    body = orjson.dumps(await _content(work, office, case, node, push, target))
    return Parcel(target, target.keys.sign(str(push.push_id), work.now, body), body)


async def _target(work: UnitOfWork, office: Office, push: Push) -> Target:
    target = office.targets.get(push.target)
    if target is None or not target.active:
        raise TargetMissing(f"no system {push.target} in use")
    organ = (await directory.organs(work)).get(target.organ)
    if organ is None or organ.organ_id != push.organ_id:
        raise TargetMissing(f"system {push.target} belongs to another organ")
    return target


async def _content(
    work: UnitOfWork, office: Office, case: Case, node: Node, push: Push, target: Target
) -> dict[str, Any]:
    guide, filled = await guide_of(work, office, case)
    seen, needed = view_of(guide, target.organ), needed_materials(guide, node.key)
    given = await materials.digests_of(work, case.case_id)
    here = f"{office.public_url}/api/v1/tasks/pushes/{push.push_id}"
    return {
        "type": TYPE,
        "push_id": str(push.push_id),
        "case_no": case.case_no,
        "matter_code": case.matter_code,
        "matter_name": case.matter_name,
        "node_key": node.key,
        "node_name": node.name,
        "organ": target.organ,
        "promised_due": node.promised_due and on_the_wire(node.promised_due),
        "statutory_due": node.statutory_due and on_the_wire(node.statutory_due),
        "form": {key: value for key, value in filled.form.items() if key in seen},
        "materials": [
            {
                "code": one.code,
                "name": one.name,
                **given.get(one.code, {"state": "missing"}),
                "file_url": f"{here}/materials/{one.code}/file",
            }
            for one in guide.handed_in
            if one.code in needed
        ],
        "result_url": f"{here}/result",
    }


async def acknowledge_push(work: UnitOfWork, sent: Push) -> None:
    """The other system has taken it; told once, and only while the node is not over."""
    case, push = await _again(work, sent)
    if push is None or not push.acknowledge(work.now):
        return
    await pushes.save(work, push)
    case.tell(facts.NodePushed(push.key, push.organ_id, push.target))
    await keep_case(work, case)


async def put_off_push(work: UnitOfWork, sent: Push, fault: str) -> None:
    """It was not taken: try again later, or after a day leave it to people."""
    case, push = await _again(work, sent)
    if push is None or push.attempts != sent.attempts:
        return
    gave_up = push.put_off(fault, work.now, random.random())  # noqa: S311 - spreads load
    await pushes.save(work, push)
    if gave_up:
        case.tell(facts.NodePushFailed(push.key, push.organ_id, push.target))
        await keep_case(work, case)


async def _again(work: UnitOfWork, sent: Push) -> tuple[Case, Push | None]:
    """The case under its lock and then the push, unless an answer was faster."""
    case = await cases.load(work, sent.case_id)
    push = await pushes.get(work, sent.push_id)
    over = push is None or push.finished_at is not None or case.nodes[sent.key].finished
    return case, None if over else push
