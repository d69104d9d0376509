"""Count one case's due dates anew on the calendar as it is now known."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from shared.database import UnitOfWork
from svc_approvals.domain.cases import given_days
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.given_days import Deferral
from svc_approvals.domain.cases.recounting import recount
from svc_approvals.storage.cases import cases, deferrals, pauses, supplements, timers
from svc_approvals.storage.cases.timers import Timer
from svc_approvals.use_cases.cases.rings import RETURN, timers_of
from svc_approvals.use_cases.cases.saving import keep_case

Timers = Mapping[tuple[str, str], Timer]


async def recount_case(work: UnitOfWork, clock: Clock, case_id: UUID) -> bool:
    """Move every open due date of a case to where this calendar has it; whether any moved.

    Counting again moves nothing. The case is locked, as the work says.
    """
    case = await cases.load(work, case_id)
    recount(case, await pauses.finished(work, case_id), clock)
    set_for = await timers.of_case(work, case_id)
    await _supplements(work, case, set_for, clock)
    await _deferrals(work, case, set_for, clock)
    if case.facts:
        await keep_case(work, case, timers_of(case, clock, work.now))
    return bool(case.facts)


async def _supplements(work: UnitOfWork, case: Case, set_for: Timers, clock: Clock) -> None:
    if not any(kind in {"supplement", "node_supplement"} for kind, _ in set_for):
        return
    asked_at: dict[str, datetime] = {}
    for row in await supplements.of_case(work, case.case_id):
        asked_at[row["key"]] = row["requested_at"]
    for (kind, key), timer in set_for.items():
        if kind == "supplement" and key in asked_at:
            given_days.recount_supplement(case, asked_at[key], clock)
        elif kind == "node_supplement" and key in asked_at and key in case.nodes:
            given_days.recount_node_supplement(case, key, timer.due_at, asked_at[key], clock)


async def _deferrals(work: UnitOfWork, case: Case, set_for: Timers, clock: Clock) -> None:
    if not case.deferrals_open:
        return
    moved: list[Deferral] = []
    for code, until, days in await deferrals.of_case(work, case.case_id):
        timer = set_for.get(("deferral", code))
        warned = timer is not None and timer.epoch == RETURN
        one = Deferral(code, until, days, timer.due_at if timer and warned else None)
        if given_days.recount_deferral(case, one, work.now, clock):
            moved.append(one)
    await deferrals.move(work, case.case_id, moved)
