"""Tell that validities end soon: once for each document and light."""

import asyncio
from datetime import date, timedelta

from shared.database import UnitOfWork
from shared.events.documents import DocumentExpiring
from shared.office_hours import china_time
from shared.working import Bench
from svc_documents.domain.effects.lights import longest_notice, notice_of
from svc_documents.domain.jurisdictions.jurisdictions import Jurisdictions
from svc_documents.storage.effects import expiring, telling
from svc_documents.storage.effects.expiring import Ending
from svc_documents.use_cases.effects.midnight import Clocks, until_midnight

LOOK_EVERY = timedelta(hours=1)
BATCH = 200


async def tell_expiring(tools: Bench, rules: Jurisdictions, clocks: Clocks | None = None) -> None:
    """Look every hour and every midnight which lights have come on."""
    clocks = clocks or Clocks()
    while True:
        async with tools.unit_of_work(clocks.own()) as work:
            moment = min(work.now, await clocks.database(work))
            told = await light_up(work, rules, china_time(moment).date())
        pause = timedelta(0) if told else min(LOOK_EVERY, until_midnight(moment))
        await asyncio.sleep(pause.total_seconds())


async def light_up(work: UnitOfWork, rules: Jurisdictions, today: date) -> int:
    """Tell a batch of lights that are on and were not told; answers how many.

    Only the nearest light is told: a document that comes with twenty days left has passed the
    others unseen.
    """
    rows = await expiring.with_lights(work, Ending(today, longest_notice(rules)))
    on = []
    for row in rows:
        days = notice_of(rules, row["region_code"]).reached(row["last_day"], today)
        if days is not None and (row["told"] is None or days < row["told"]):
            on.append((row, days))
    on = on[:BATCH]
    if not on:
        return 0
    lights = [(row["document_id"], row["last_day"], days) for row, days in on]
    ours = await expiring.light(work, lights)
    facts = [
        work.record_arguments(
            row["document_id"],
            DocumentExpiring(
                document_id=row["document_id"], title=row["title"],
                document_no=row["document_no"], days=days, last_day=row["last_day"],
            ),
        )
        for row, days in on if row["document_id"] in ours
    ]  # fmt: skip
    await telling.record(work, facts)
    return len(on)
