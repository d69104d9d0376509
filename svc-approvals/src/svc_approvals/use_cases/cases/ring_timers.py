"""Take due timers and let each have its effect, one transaction each."""

from shared.database import UnitOfWork
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.materials import material_of
from svc_approvals.domain.cases.states import CaseState, MaterialState
from svc_approvals.storage.cases import cases, materials, timers
from svc_approvals.storage.cases.timers import Ring
from svc_approvals.use_cases.cases.applications import guide_of
from svc_approvals.use_cases.cases.desk import deem_accepted
from svc_approvals.use_cases.cases.rings import is_stale, next_percent, node_timer
from svc_approvals.use_cases.cases.saving import keep_case
from svc_approvals.use_cases.office import Office


async def ring(work: UnitOfWork, office: Office, due: Ring) -> None:
    """One timer's effect; whatever it was about may long be over.

    The case is locked first, as every command locks it before its timers.
    """
    case = await cases.load(work, due.case_id)
    if not await timers.done(work, due):
        return
    match due.timer.kind:
        case "lapse":
            await _lapse(work, case)
        case "deem_accepted":
            await _deem_accepted(work, office, case, due)
        case "node_clock":
            await _node_clock(work, office, case, due)
        case "deferral":
            await _deferral(work, office, case, due)


async def _lapse(work: UnitOfWork, case: Case) -> None:
    if case.state is CaseState.DRAFT:
        case.lapse(work.now)
        await keep_case(work, case)


async def _deem_accepted(work: UnitOfWork, office: Office, case: Case, due: Ring) -> None:
    if case.state is CaseState.SUBMITTED and case.supplement_round == due.timer.epoch:
        await deem_accepted(work, office, case)


async def _node_clock(work: UnitOfWork, office: Office, case: Case, due: Ring) -> None:
    if is_stale(case, due.timer):
        return
    following = next_percent(due.timer.percent)
    case.ring(due.timer.key, due.timer.percent, overdue=following is None)
    clock = await office.clock(work)
    node = case.nodes[due.timer.key]
    await keep_case(work, case, [node_timer(node, clock, following)] if following else [])


async def _deferral(work: UnitOfWork, office: Office, case: Case, due: Ring) -> None:
    guide, _ = await guide_of(work, office, case)
    given = await materials.asked(work, case.case_id, guide.handed_in)
    material = material_of(given, due.timer.key)
    if material.state is MaterialState.DEFERRED and case.state is not CaseState.CLOSED:
        case.deferral_overdue(material)
        await keep_case(work, case)
