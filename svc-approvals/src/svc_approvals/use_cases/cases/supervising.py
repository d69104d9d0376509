"""What a supervisor does with the cases of the own region."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.ids import new_id
from svc_approvals.domain.cases import handling, supervising
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.storage import directory
from svc_approvals.storage.cases import cases, remarks
from svc_approvals.use_cases.cases import messages
from svc_approvals.use_cases.cases.handling import known_official
from svc_approvals.use_cases.cases.nodes import keep
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.pushes.queueing import require_by_hand


async def case_in_region(work: UnitOfWork, caller: Caller, case_id: UUID) -> Case:
    """A case of the supervisor's own region; refused with CaseNotFound."""
    return await cases.load(work, case_id, region_code=caller.region_code)


async def node_in_region(work: UnitOfWork, caller: Caller, node_id: UUID) -> tuple[Case, str]:
    """The case of a node of the supervisor's own region; refused with NodeNotFound."""
    return await cases.load_by_node_in_region(work, node_id, caller.region_code)


async def urge_node(
    work: UnitOfWork, office: Office, caller: Caller, node_id: UUID, text: str
) -> Node:
    """Press for a node (催办): its list shows it, and whoever has it in hand is told."""
    case, key = await node_in_region(work, caller, node_id)
    node = handling.urge(case, key)
    await remarks.add(work, case.case_id, key, "urge", caller.staff_no, text)
    for account_id in await directory.accounts_of(work, node.in_whose_hands()):
        await work.announce(new_id(), messages.urged(case, node, account_id))
    await keep(work, office, case)
    return node


async def reassign_node(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    node_id: UUID,
    to: str,
    reason: str,
    instead_of: str = "",
) -> Node:
    """Give a node to another official of its organ (改派), perhaps with somebody's signature."""
    case, key = await node_in_region(work, caller, node_id)
    await require_by_hand(work, case.nodes[key])
    to = await known_official(work, case.nodes[key], to)
    node = handling.reassign(case, key, to, work.now, instead_of=instead_of)
    await remarks.add(work, case.case_id, key, "reassign", caller.staff_no, reason)
    await keep(work, office, case)
    return node


async def suspend_case(
    work: UnitOfWork, office: Office, caller: Caller, case_id: UUID, reason: str
) -> Case:
    """Suspend a case (中止办理); refused with TransitionNotAllowed or CaseSuspended."""
    case = await case_in_region(work, caller, case_id)
    supervising.suspend(case, reason, work.now, await office.clock(work))
    await remarks.add(work, case.case_id, "", "suspend", caller.staff_no, reason)
    await keep(work, office, case)
    return case


async def lift_suspension(work: UnitOfWork, office: Office, caller: Caller, case_id: UUID) -> Case:
    """Let a suspended case go on; refused with CaseNotSuspended."""
    case = await case_in_region(work, caller, case_id)
    supervising.lift_suspension(case, work.now, await office.clock(work))
    await keep(work, office, case)
    return case


async def terminate_case(
    work: UnitOfWork, office: Office, caller: Caller, case_id: UUID, reason: str
) -> Case:
    """End a case without a decision (终止办理), with the reason."""
    case = await case_in_region(work, caller, case_id)
    supervising.terminate(case, reason, work.now)
    await remarks.add(work, case.case_id, "", "terminate", caller.staff_no, reason)
    await keep(work, office, case)
    return case
