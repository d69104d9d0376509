"""Let a branch rest and go on: special procedures, supplements; and longer limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller, RoleMissing
from svc_approvals.domain.cases import branch_supplements, extending, specials
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import SupplementItemUnknown
from svc_approvals.storage.cases import remarks, special_procedures, supplements
from svc_approvals.use_cases.cases.desk import SUPERVISOR, known_items
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.cases.nodes import keep, own_node
from svc_approvals.use_cases.cases.supervising import node_in_region
from svc_approvals.use_cases.office import Office

PROCESS_DECIDING = "answers/"


@dataclass(frozen=True, slots=True)
class Procedure:
    """A special procedure: its kind (art. 45), on what basis, how long it should take."""

    kind: str
    basis: str
    expected_days: int


async def start_special_procedure(
    work: UnitOfWork, office: Office, caller: Caller, node_id: UUID, procedure: Procedure
) -> Node:
    """The limit of this branch stands still; the applicant is told."""
    case, key = await own_node(work, caller, node_id)
    clock = await office.clock(work)
    node = specials.start_special_procedure(
        case, key, caller.staff_no, procedure.kind, procedure.expected_days, work.now, clock
    )
    await special_procedures.begin(
        work, case.case_id, key, procedure.kind, procedure.basis, procedure.expected_days
    )
    await keep(work, office, case)
    return node


async def end_special_procedure(
    work: UnitOfWork, office: Office, caller: Caller, node_id: UUID, finding: str
) -> Node:
    """The limit goes on; refused with NoSpecialProcedure."""
    case, key = await own_node(work, caller, node_id)
    clock = await office.clock(work)
    node = specials.end_special_procedure(case, key, caller.staff_no, work.now, clock)
    await special_procedures.end(work, case.case_id, key)
    await remarks.add(work, case.case_id, key, "special_procedure", caller.staff_no, finding)
    await keep(work, office, case)
    return node


async def request_node_supplement(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    node_id: UUID,
    asked: Sequence[tuple[str, str]],
    supervisor_reason: str,
) -> Node:
    """Name everything this node misses; only its branch rests.

    What was answered about the scenario decides the process and can only be corrected
    at the window. A supervisor, from whom the reason must come, may ask in any organ of
    the region. Refused with SupplementEmpty, SupplementItemUnknown,
    SecondRequestNeedsReason or RoleMissing.
    """
    if supervisor_reason and SUPERVISOR not in caller.roles:
        raise RoleMissing(needed=SUPERVISOR)
    case, key = await _node_of(work, caller, node_id)
    guide, _ = await guide_of(work, office, case)
    items = known_items(guide, asked)
    if deciding := [one for one in items if one.startswith(PROCESS_DECIDING)]:
        raise SupplementItemUnknown(items="、".join(deciding))
    clock = await office.clock(work)
    acting = case.nodes[key].handler_no if SUPERVISOR in caller.roles else caller.staff_no
    node = branch_supplements.request_supplement(
        case, key, acting, list(items), supervisor_reason, work.now, clock
    )
    await supplements.add(work, case, items, supervisor_reason, caller.staff_no, key)
    await keep(work, office, case)
    return node


async def _node_of(work: UnitOfWork, caller: Caller, node_id: UUID) -> tuple[Case, str]:
    if SUPERVISOR in caller.roles:
        return await node_in_region(work, caller, node_id)
    return await own_node(work, caller, node_id)


async def end_node_supplement(
    work: UnitOfWork, office: Office, caller: Caller, node_id: UUID
) -> Node:
    """Go on without waiting any longer; refused with NoSupplementOpen."""
    case, key = await own_node(work, caller, node_id)
    clock = await office.clock(work)
    node = branch_supplements.end_supplement(case, key, caller.staff_no, work.now, clock)
    await keep(work, office, case)
    return node


async def ask_extension(
    work: UnitOfWork, office: Office, caller: Caller, node_id: UUID, days: int, reason: str
) -> Node:
    """Ask for more working days, once; refused with ExtendedOnceAlready or ExtensionTooLong."""
    case, key = await own_node(work, caller, node_id)
    node = extending.ask_extension(case, key, caller.staff_no, days)
    await remarks.add(work, case.case_id, key, "extension", caller.staff_no, reason)
    await keep(work, office, case)
    return node


async def answer_extension(
    work: UnitOfWork, office: Office, caller: Caller, node_id: UUID, *, agreed: bool
) -> Node:
    """Agree to a longer limit or not: a colleague of the organ, or a supervisor.

    Refused with ExtensionNotAsked or ExtensionNeedsAnother.
    """
    case, key = await _node_of(work, caller, node_id)
    clock = await office.clock(work)
    node = extending.answer_extension(case, key, caller.staff_no, clock, agreed=agreed)
    await keep(work, office, case)
    return node
