"""Acceptance (受理): by the window, by silence, or at once for what a rule decides."""

from collections.abc import Mapping

from shared.database import UnitOfWork
from shared.ids import new_id
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.materials import CaseMaterial
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.running import running_nodes
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.storage import directory
from svc_approvals.storage.cases import materials
from svc_approvals.storage.cases.forms import FilledForm
from svc_approvals.storage.cases.timers import Timer
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.cases.rings import WARNING, timers_of
from svc_approvals.use_cases.cases.saving import keep_progress
from svc_approvals.use_cases.office import Office


async def accept_case(
    work: UnitOfWork,
    office: Office,
    case: Case,
    deferrals: Mapping[str, int],
) -> Case:
    """Accept, defer what may be deferred, and start the departments.

    Refused with TransitionNotAllowed, MaterialUnknown, DeferralNotAllowed or
    ApplicationIncomplete.
    """
    guide, filled = await guide_of(work, office, case)
    given = await materials.asked(work, case.case_id, guide.handed_in)
    clock = await office.clock(work)
    case.accept(await nodes_for(work, guide, filled), given, deferrals, work.now, clock)
    await start(work, office, case, [m for m in given if m.code in deferrals], clock)
    return case


async def deem_accepted(work: UnitOfWork, office: Office, case: Case) -> Case:
    """Accept by silence, on what had been received; done by the timer, never by a person."""
    guide, filled = await guide_of(work, office, case)
    given = await materials.asked(work, case.case_id, guide.handed_in, case.received_at)
    clock = await office.clock(work)
    case.deem_accepted(await nodes_for(work, guide, filled), given, work.now, clock)
    await start(work, office, case, [m for m in given if m.deferred_until], clock)
    return case


async def nodes_for(work: UnitOfWork, guide: Guide, filled: FilledForm) -> list[Node]:
    """The nodes this case will have, all waiting."""
    organs = await directory.organs(work)
    return running_nodes(
        guide,
        {code: organ.organ_id for code, organ in organs.items()},
        new_id,
        filled.form,
        {code: organ.office_hours for code, organ in organs.items()},
    )


async def start(
    work: UnitOfWork, office: Office, case: Case, deferred: list[CaseMaterial], clock: Clock
) -> None:
    """Keep an accepted case with its nodes, its deferred materials and all their timers."""
    await materials.put_state(work, case.case_id, deferred)
    waits = [
        Timer("deferral", material.deferred_until, material.code, WARNING)
        for material in deferred
        if material.deferred_until is not None
    ]
    await keep_progress(work, office, case, [*timers_of(case, clock, work.now), *waits])
