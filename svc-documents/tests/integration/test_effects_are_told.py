"""Work processes that were down over midnight come up, and the stream hears of it."""

import asyncio
from datetime import UTC, datetime

import nats
from documents_building import Documents, a_document, some_settings
from effects_building import CHANGED, DAY, in_china, until
from nats.aio.msg import Msg

from shared import tasks
from shared.events.envelope import Envelope
from shared.office_hours import china_time
from svc_documents.worker import work


async def test_two_work_processes_come_up_and_each_lapse_is_in_the_stream_once(
    documents: Documents, nats_url: str
) -> None:
    today = china_time(datetime.now(UTC)).date()
    documents.set_clock(in_china(today - DAY, 18))
    entered = {
        (await documents.enter(a_document(force=until(today - DAY)))).document_id for _ in range(60)
    }
    heard: list[Envelope] = []
    everything = asyncio.Event()

    async def hear(message: Msg) -> None:
        heard.append(Envelope.from_wire(message.data))
        if {one.aggregate_id for one in heard} == entered:
            everything.set()

    listening = await nats.connect(nats_url)
    await listening.subscribe(CHANGED, cb=hear)
    settings = some_settings(documents.settings.dsn, nats_url)
    running = [asyncio.create_task(work(settings)) for _ in range(2)]
    try:
        await asyncio.wait_for(everything.wait(), 30)
    finally:
        await tasks.stop(running)
        await listening.close()

    assert len(heard) == len({one.event_id for one in heard}) == 60
    assert {one.data["since"] for one in heard} == {today.isoformat()}
