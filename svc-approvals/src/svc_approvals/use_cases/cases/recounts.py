"""The batch that follows an imported calendar: every open case, one transaction each, twice over.

Other processes read the calendar every ten seconds, so what they do in the meantime may still
count on the old one. The second round, after that, finds it.
"""

import asyncio
from datetime import date, datetime, timedelta
from uuid import UUID

import structlog

from shared.events.approvals import CalendarRecounted
from shared.office_hours import moment_of
from shared.refusals import Unavailable
from shared.working import Bench
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.storage.cases import recounts
from svc_approvals.storage.cases.recounts import Overtaken, Place
from svc_approvals.use_cases.cases.recounting import recount_case
from svc_approvals.use_cases.office import LOOK_AGAIN, Office

log = structlog.get_logger("recounts")
LOOK_EVERY_SECONDS = 1.0
LONGEST_COMMAND = timedelta(seconds=20)
SETTLED = LOOK_AGAIN + LONGEST_COMMAND


async def recount_cases(tools: Bench, office: Office) -> None:
    """Count anew whatever an imported calendar moves."""
    while True:
        if not await recount_due(tools, office):
            await asyncio.sleep(LOOK_EVERY_SECONDS)


async def recount_due(
    tools: Bench, office: Office, now: datetime | None = None, *, page: int = recounts.PAGE
) -> bool:
    """A whole round of the oldest batch that is due; False when there is none."""
    async with tools.unit_of_work(now) as unit:
        place = await recounts.claim(unit)
    if place is None:
        return False
    try:
        while (further := await _page(tools, office, place, page, now)) is not None:
            place = further
    except Overtaken:
        log.info("recount overtaken", year=place.year)
    return True


async def _page(
    tools: Bench, office: Office, place: Place, size: int, now: datetime | None
) -> Place | None:
    """Some cases more; None when that was the end of the round."""
    async with tools.unit_of_work(now) as unit:
        clock = await office.fresh_clock(unit)
        since = moment_of(date(place.year, 1, 1), 0)
        cases = await recounts.reaching(unit, place, since, size)
    for case_id in cases:
        place = await _look_at(tools, clock, place, case_id, now)
    if len(cases) < size:
        await _end_round(tools, place, now)
        return None
    return place


async def _look_at(
    tools: Bench, clock: Clock, place: Place, case_id: UUID, now: datetime | None
) -> Place:
    try:
        async with tools.unit_of_work(now) as unit:
            moved = await recount_case(unit, clock, case_id)
            await recounts.looked_at(unit, place, case_id, moved=moved)
    except (Overtaken, Unavailable):
        raise
    except Exception:  # the case at fault is counted as such; the others go on
        log.exception("recount failed", case=str(case_id), year=place.year)
        async with tools.unit_of_work(now) as unit:
            await recounts.looked_at(unit, place, case_id, moved=False, failed=True)
    return place.at(case_id)


async def _end_round(tools: Bench, place: Place, now: datetime | None) -> None:
    async with tools.unit_of_work(now) as unit:
        if place.round < recounts.ROUNDS:
            await recounts.next_round(unit, place, max(unit.now, place.requested_at + SETTLED))
            return
        done = await recounts.finish(unit, place)
        await unit.announce(place.recount_id, CalendarRecounted(**done))
    log.info("recounted", **done)
