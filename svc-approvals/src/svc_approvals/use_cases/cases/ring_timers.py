"""Take due timers and let each have its effect, one transaction each."""

from collections.abc import Awaitable, Callable, Mapping

from shared.database import UnitOfWork
from svc_approvals.domain.cases import facts, supervising
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import DEFERRAL_GRACE_DAYS
from svc_approvals.domain.cases.materials import material_of
from svc_approvals.domain.cases.states import RUNNING, CaseState, Hold, MaterialState
from svc_approvals.storage.cases import cases, materials, timers
from svc_approvals.storage.cases.timers import Ring, Timer
from svc_approvals.storage.pre_reviews import pre_reviews
from svc_approvals.use_cases.cases.acceptance import deem_accepted
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.cases.rings import (
    RETURN,
    case_is_stale,
    is_stale,
    next_percent,
    node_timer,
)
from svc_approvals.use_cases.cases.saving import keep_case
from svc_approvals.use_cases.office import Office

NOT_SUPPLEMENTED = "申请人未在期限内补正，终止办理；材料齐全后可以重新申请。"
NOT_BROUGHT = "容缺材料“{name}”逾期未补交，退件；材料齐全后可以重新申请。"


async def ring(work: UnitOfWork, office: Office, due: Ring) -> None:
    """One timer's effect; whatever it was about may long be over.

    The case is locked first, as every command locks it before its timers.
    """
    case = await cases.load(work, due.case_id)
    if not await timers.done(work, due):
        return
    effect = EFFECTS.get(due.timer.kind)
    if effect is not None:
        await effect(work, office, case, due)


async def _lapse(work: UnitOfWork, _: Office, case: Case, __: Ring) -> None:
    if case.state is CaseState.DRAFT:
        case.lapse(work.now)
        await pre_reviews.lapse(work, case.case_id)
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


async def _case_clock(work: UnitOfWork, _: Office, case: Case, due: Ring) -> None:
    if not case_is_stale(case, due.timer):
        supervising.overdue(case)
        await keep_case(work, case)


async def _supplement(work: UnitOfWork, _: Office, case: Case, due: Ring) -> None:
    """What the window asked for has not come: the case is ended, and may be begun anew."""
    asked = case.state is CaseState.SUPPLEMENT_REQUESTED
    if asked and case.supplement_round == due.timer.epoch:
        case.tell(facts.SupplementOverdue(""))
        supervising.terminate(case, NOT_SUPPLEMENTED, work.now)
        await keep_case(work, case)


async def _node_supplement(work: UnitOfWork, _: Office, case: Case, due: Ring) -> None:
    """What a department asked for has not come: told, and left to the department."""
    node = case.nodes.get(due.timer.key)
    if node and Hold.SUPPLEMENT in node.held_by and node.supplement_round == due.timer.epoch:
        case.tell(facts.SupplementOverdue(node.key))
        await keep_case(work, case)


async def _deferral(work: UnitOfWork, office: Office, case: Case, due: Ring) -> None:
    """The day is over: warned first; after some days of grace the case is returned."""
    guide, _ = await guide_of(work, office, case)
    given = await materials.asked(work, case.case_id, guide.handed_in)
    material = material_of(given, due.timer.key)
    if material.state is not MaterialState.DEFERRED or case.state not in RUNNING:
        return
    if due.timer.epoch == RETURN:
        reason = NOT_BROUGHT.format(name=material.name)
        supervising.terminate(case, reason, work.now)
        await keep_case(work, case)
        return
    case.deferral_overdue(material)
    clock = await office.clock(work)
    grace = clock.due(work.now, DEFERRAL_GRACE_DAYS).at
    await keep_case(work, case, [Timer("deferral", grace, material.code, RETURN)])


Effect = Callable[[UnitOfWork, Office, Case, Ring], Awaitable[None]]
EFFECTS: Mapping[str, Effect] = {
    "lapse": _lapse,
    "deem_accepted": _deem_accepted,
    "node_clock": _node_clock,
    "case_clock": _case_clock,
    "supplement": _supplement,
    "node_supplement": _node_supplement,
    "deferral": _deferral,
}
