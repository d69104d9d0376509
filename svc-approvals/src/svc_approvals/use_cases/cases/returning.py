"""Send a case back: to an earlier node, or to the window."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_approvals.domain.cases import returning
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.states import MaterialState
from svc_approvals.storage.cases import cases, materials, remarks
from svc_approvals.use_cases.cases.attachments import forget_undone
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.cases.nodes import keep, own_node
from svc_approvals.use_cases.office import Office

WINDOW = "window"


async def return_node(
    work: UnitOfWork, office: Office, caller: Caller, node_id: UUID, to: str, reason: str
) -> Case:
    """Send the case back, with the reason.

    Refused with ReturnTargetNotEarlier or ReturnWouldOrphan.
    """
    case, key = await own_node(work, caller, node_id)
    clock = await office.clock(work)
    await remarks.add(work, case.case_id, key, "return", caller.staff_no, reason)
    before = set(case.nodes)
    if to == WINDOW:
        returning.return_to_window(case, key, caller.staff_no, work.now, clock)
        await cases.drop_nodes(work, case)
        await _defer_no_more(work, office, case)
    else:
        returning.return_to(case, key, to, caller.staff_no, work.now, clock)
    await forget_undone(work, case, before)
    await keep(work, office, case)
    return case


async def _defer_no_more(work: UnitOfWork, office: Office, case: Case) -> None:
    """The window accepts anew, and says anew what may come later."""
    guide, _ = await guide_of(work, office, case)
    given = await materials.asked(work, case.case_id, guide.handed_in)
    deferred = [one for one in given if one.state is MaterialState.DEFERRED]
    for material in deferred:
        material.ask_again()
    await materials.put_state(work, case.case_id, deferred)
