"""Views are counted in the process and written each second, at the latest when it stops."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from documents_building import Documents, a_document, some_settings

from shared.database import DatabaseAway, UnitOfWork, open_pool, unit_of_work
from svc_documents.main import create
from svc_documents.use_cases.library.demo_library import load_library
from svc_documents.use_cases.library.viewing import ViewCounter
from yangguang_local.testing import MakeDatabase

DEMO = Path(__file__).parents[2] / "demo"


async def _flushed(documents: Documents) -> None:
    await documents.app.state.views.flush(lambda: documents.bench.unit_of_work(documents.now))


async def test_every_answer_and_every_reported_copy_counts_once(documents: Documents) -> None:
    read = await documents.enter()
    client = documents.as_()
    path = f"/documents/{read.document_id}"
    for _ in range(7):
        await client.get(path)
    reported = await client.post(f"{path}/views")
    await client.get(f"{path}/text")
    await _flushed(documents)

    seen = (await client.get(f"{path}/views")).json()
    assert reported.status_code == 202
    assert (seen["views"], seen["last_30_days"]) == (8, 8)


async def test_days_are_kept_apart_and_the_most_read_come_first(documents: Documents) -> None:
    little, much, once = [await documents.enter(a_document(title=f"{n}")) for n in range(3)]
    client, today = documents.as_(), documents.now
    documents.set_clock(today - timedelta(days=40))
    for _ in range(9):
        await client.get(f"/documents/{once.document_id}")
    await _flushed(documents)
    documents.set_clock(today)
    for document, times in ((little, 1), (much, 3), (once, 2)):
        for _ in range(times):
            await client.get(f"/documents/{document.document_id}")
    await _flushed(documents)

    first = (await client.get("/documents/most-viewed?limit=2")).json()
    rest = (await client.get(f"/documents/most-viewed?cursor={first['next_cursor']}")).json()
    seen = (await client.get(f"/documents/{once.document_id}/views")).json()
    assert [one["views"] for one in first["items"] + rest["items"]] == [3, 2, 1]
    assert (seen["views"], seen["last_30_days"]) == (11, 2)


async def test_what_is_not_there_is_not_counted(documents: Documents) -> None:
    client = documents.as_()
    assert (await client.get(f"/documents/{uuid4()}")).status_code == 404
    assert (await client.post(f"/documents/{uuid4()}/views")).status_code == 404
    counter = ViewCounter()
    counter.count(uuid4())

    assert await counter.flush(documents.bench.unit_of_work) == 1
    assert await documents.pool.fetchval("SELECT count(*) FROM document_views") == 0


async def test_a_process_that_is_stopped_loses_nothing(fresh_database: MakeDatabase) -> None:
    database = await fresh_database("documents")
    settings = some_settings(database.dsn)
    app = create(settings)
    async with app.router.lifespan_context(app):
        running = Documents(app, settings)
        read = await running.enter()
        for _ in range(3):
            await running.as_().get(f"/documents/{read.document_id}")
        await running.close()

    again = create(settings)
    async with again.router.lifespan_context(again):
        assert await again.state.pool.fetchval("SELECT views FROM document_views") == 3


async def test_what_could_not_be_written_is_written_the_next_time(documents: Documents) -> None:
    read = await documents.enter()
    away = await open_pool(documents.settings.dsn, size=1, application="away")
    await away.close()
    counter = ViewCounter()
    counter.count(read.document_id)
    with pytest.raises(DatabaseAway):
        await counter.flush(lambda: unit_of_work(away, documents.now, actor="system:test"))

    assert await counter.flush(documents.bench.unit_of_work) == 1
    assert await documents.pool.fetchval("SELECT views FROM document_views") == 1


async def test_a_stop_in_the_middle_of_a_write_counts_nothing_twice(documents: Documents) -> None:
    read = await documents.enter()
    committed, released = asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def slow_to_return() -> AsyncIterator[UnitOfWork]:
        async with documents.bench.unit_of_work(documents.now) as work:
            yield work
        committed.set()
        await released.wait()

    counter = ViewCounter()
    counter.count(read.document_id)
    running = asyncio.create_task(counter.keep_flushing(slow_to_return))
    await asyncio.wait_for(committed.wait(), 10)
    running.cancel()
    released.set()
    await asyncio.wait([running])

    assert await counter.flush(documents.bench.unit_of_work) == 0
    assert await documents.pool.fetchval("SELECT views FROM document_views") == 1


@pytest.mark.scale
async def test_a_thousand_views_a_second_cost_the_database_less_than_a_twentieth_of_a_core(
    documents: Documents,
) -> None:
    await load_library(documents.bench.unit_of_work, DEMO)
    ids = [row[0] for row in await documents.pool.fetch("SELECT document_id FROM document")]
    counter, spent = ViewCounter(), 0.0
    for second in range(60):
        for n in range(1000):
            drawn = sha256(f"{second}:{n}".encode()).digest()
            part = int.from_bytes(drawn[:6], "big") / 2**48
            counter.count(ids[int(len(ids) ** part) - 1])  # some are read far more than others
        started = time.perf_counter()
        await counter.flush(documents.bench.unit_of_work)
        spent += time.perf_counter() - started

    assert await documents.pool.fetchval("SELECT sum(views) FROM document_views") == 60_000
    assert spent / 60 < 0.05, spent / 60
