"""Nodes change hands inside an organ: handed over, lent, signed by several."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_approvals.domain.cases import handling
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import OfficialUnknown
from svc_approvals.storage import directory
from svc_approvals.storage.cases import remarks
from svc_approvals.use_cases.cases.nodes import keep, own_node
from svc_approvals.use_cases.office import Office


async def known_official(work: UnitOfWork, node: Node, staff_no: str) -> str:
    """The number of an official at work in the node's organ; refused with OfficialUnknown."""
    official = await directory.official(work, staff_no)
    if official is None or not official.active or official.organ_id != node.organ_id:
        raise OfficialUnknown(staff_no=staff_no)
    return official.staff_no


async def transfer_node(
    work: UnitOfWork, office: Office, caller: Caller, node_id: UUID, to: str, reason: str
) -> Node:
    """Hand a node over to a colleague for good (转办)."""
    case, key = await own_node(work, caller, node_id)
    to = await known_official(work, case.nodes[key], to)
    node = handling.transfer(case, key, caller.staff_no, to, work.now)
    await remarks.add(work, case.case_id, key, "transfer", caller.staff_no, reason)
    await keep(work, office, case)
    return node


async def delegate_node(
    work: UnitOfWork, office: Office, caller: Caller, node_id: UUID, to: str, question: str
) -> Node:
    """Lend a node to a colleague for an opinion (委派); it comes back."""
    case, key = await own_node(work, caller, node_id)
    to = await known_official(work, case.nodes[key], to)
    node = handling.delegate(case, key, caller.staff_no, to)
    await remarks.add(work, case.case_id, key, "delegate", caller.staff_no, question)
    await keep(work, office, case)
    return node


async def hand_back_node(
    work: UnitOfWork, office: Office, caller: Caller, node_id: UUID, opinion: str
) -> Node:
    """Give a lent node back with an opinion, or call it back."""
    case, key = await own_node(work, caller, node_id)
    node = handling.hand_back(case, key, caller.staff_no)
    await remarks.add(work, case.case_id, key, "hand_back", caller.staff_no, opinion)
    await keep(work, office, case)
    return node


async def add_signer(
    work: UnitOfWork, office: Office, caller: Caller, node_id: UUID, staff_no: str, weight: int
) -> Node:
    """Ask one more official of the organ to sign (加签)."""
    case, key = await own_node(work, caller, node_id)
    staff_no = await known_official(work, case.nodes[key], staff_no)
    node = handling.add_signer(case, key, caller.staff_no, staff_no, weight)
    await keep(work, office, case)
    return node


async def remove_signer(
    work: UnitOfWork, office: Office, caller: Caller, node_id: UUID, staff_no: str
) -> Node:
    """Ask one official less (减签); what the others signed may decide the node."""
    case, key = await own_node(work, caller, node_id)
    clock = await office.clock(work)
    node = handling.remove_signer(case, key, caller.staff_no, staff_no, work.now, clock)
    await keep(work, office, case)
    return node
