"""What the one window does: accept, ask for everything at once, decline, hand over."""

from collections.abc import Sequence
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller, RoleMissing
from svc_approvals.domain.cases import claims
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import SUPPLEMENT_DAYS
from svc_approvals.domain.cases.reasons import SupplementItemUnknown
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.storage import directory
from svc_approvals.storage.cases import cases, supplements
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.cases.pointers import misplaced
from svc_approvals.use_cases.cases.rings import timers_of
from svc_approvals.use_cases.cases.saving import keep_case
from svc_approvals.use_cases.deliveries.handing_over import hand_over
from svc_approvals.use_cases.office import Office

SUPERVISOR = "supervisor"


async def desk_case(work: UnitOfWork, caller: Caller, case_id: UUID) -> Case:
    """A case of the clerk's own region; refused with CaseNotFound."""
    return await cases.load(work, case_id, region_code=caller.region_code)


async def handled_case(work: UnitOfWork, caller: Caller, case_id: UUID) -> Case:
    """The same, taken by whoever acts on it; a supervisor may act whoever has it.

    Refused with CaseNotFound or CaseClaimedByOther.
    """
    case = await desk_case(work, caller, case_id)
    if SUPERVISOR not in caller.roles:
        claims.handle(case, caller.staff_no, work.now)
    return case


async def claim_case(work: UnitOfWork, caller: Caller, case_id: UUID) -> Case:
    """Take a case to check it.

    Refused with CaseNotFound, TransitionNotAllowed or CaseClaimedByOther.
    """
    case = await desk_case(work, caller, case_id)
    claims.claim(case, caller.staff_no, work.now)
    return await _kept(work, case)


async def release_case(work: UnitOfWork, caller: Caller, case_id: UUID) -> Case:
    """Give a case back to the window; refused as claim_case is."""
    case = await desk_case(work, caller, case_id)
    claims.release(case, caller.staff_no)
    return await _kept(work, case)


async def reassign_case(work: UnitOfWork, caller: Caller, case_id: UUID, staff_no: str) -> Case:
    """Give a case to another clerk of the region.

    Refused with CaseNotFound, ClerkUnknown or TransitionNotAllowed.
    """
    case = await desk_case(work, caller, case_id)
    if not await directory.serves_region(work, staff_no, caller.region_code):
        raise claims.ClerkUnknown(staff_no=staff_no)
    claims.reassign(case, staff_no, work.now)
    return await _kept(work, case)


async def _kept(work: UnitOfWork, case: Case) -> Case:
    if case.facts:
        await keep_case(work, case)
    return case


async def request_supplement(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    case: Case,
    asked: Sequence[tuple[str, str]],
    supervisor_reason: str,
) -> Case:
    """Ask for everything missing at once, a reason for each thing.

    Refused with TransitionNotAllowed, SupplementEmpty, SupplementItemUnknown,
    SecondRequestNeedsReason, or RoleMissing when not a supervisor gives that reason.
    """
    if supervisor_reason and SUPERVISOR not in caller.roles:
        raise RoleMissing(needed=SUPERVISOR)
    guide, _ = await guide_of(work, office, case)
    items = known_items(guide, asked)
    clock = await office.clock(work)
    due = clock.due(work.now, SUPPLEMENT_DAYS).at
    case.request_supplement(items, supervisor_reason, due)
    await supplements.add(work, case, items, supervisor_reason, caller.staff_no)
    await keep_case(work, case, timers_of(case, clock, work.now))
    return case


def known_items(guide: Guide, asked: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The items with their reasons; refused with SupplementItemUnknown for any other."""
    if wrong := misplaced(guide, [pointer for pointer, _ in asked]):
        raise SupplementItemUnknown(items="、".join(wrong))
    return dict(asked)


async def refuse_case(work: UnitOfWork, case: Case, reason: str) -> Case:
    """Decline to accept, in writing; refused with TransitionNotAllowed."""
    case.not_accept(reason, work.now)
    await keep_case(work, case)
    return case


async def deliver_case(work: UnitOfWork, case: Case, how: str) -> Case:
    """Hand the results over; refused with TransitionNotAllowed or DeliveryUnderWay."""
    await hand_over(work, case, how)
    return case
