"""Views under kill -9: at most the last second is lost, and nothing is counted twice."""

import asyncio
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx2
from documents_building import AUDIENCE, ISSUER, Documents, a_document
from serving_building import Serving, serving

from shared.identity import ANONYMOUS

VIEWS = "SELECT coalesce(sum(views), 0)::int FROM document_views"
AT_ONCE, LAST_SECOND = 8, 1.3  # of counting: a second, and what a flush takes


async def read_until(running: Serving, path: str, enough: asyncio.Event) -> list[float]:
    """Read a document again and again; when each answer had come."""
    token = ISSUER.mint(ANONYMOUS, AUDIENCE, datetime.now(UTC))
    answered: list[float] = []
    async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}) as client:
        while not enough.is_set():
            try:
                answer = await client.get(f"{running.address}{path}")
            except httpx2.TransportError:
                break
            assert answer.status_code == 200
            answered.append(time.monotonic())
    return answered


async def counted(documents: Documents, least: int = 0) -> int:
    """What is counted in the database, once it is so many."""
    while (found := int(await documents.pool.fetchval(VIEWS))) < least:  # noqa: ASYNC110 - asked of a database
        await asyncio.sleep(0.05)
    return found


async def test_a_killed_process_loses_its_last_second_at_most_and_counts_nothing_twice(
    documents: Documents, tmp_path: Path
) -> None:
    read = await documents.enter(a_document(title="读的人很多"))
    path, never = f"/documents/{read.document_id}", asyncio.Event()
    async with serving(documents, tmp_path) as running:
        readers = [asyncio.create_task(read_until(running, path, never)) for _ in range(AT_ONCE)]
        await counted(documents, least=2_000)
        running.process.kill()
        killed = time.monotonic()
        answered = [at for one in await asyncio.gather(*readers) for at in one]

    kept = await counted(documents)
    safe = sum(at < killed - LAST_SECOND for at in answered)
    assert safe <= kept <= len(answered) + AT_ONCE


async def test_two_processes_count_every_view_within_five_seconds(
    documents: Documents, tmp_path: Path
) -> None:
    read = await documents.enter(a_document(title="读的人很多"))
    path, enough = f"/documents/{read.document_id}", asyncio.Event()
    first, second = tmp_path / "first", tmp_path / "second"
    for home in (first, second):
        home.mkdir()
    async with serving(documents, first) as one, serving(documents, second) as other:
        readers = [
            asyncio.create_task(read_until(running, path, enough))
            for running in (one, other) for _ in range(AT_ONCE // 2)
        ]  # fmt: skip
        await counted(documents, least=1_000)
        enough.set()
        answered = sum(map(len, await asyncio.gather(*readers)))
        found = await asyncio.wait_for(counted(documents, least=answered), 5)

    assert found == answered == await counted(documents)


async def test_a_process_that_is_told_to_stop_loses_no_view(
    documents: Documents, tmp_path: Path
) -> None:
    read = await documents.enter(a_document(title="读的人很多"))
    enough = asyncio.Event()
    async with serving(documents, tmp_path) as running:
        path = f"/documents/{read.document_id}"
        readers = [asyncio.create_task(read_until(running, path, enough)) for _ in range(AT_ONCE)]
        await counted(documents, least=1)
        enough.set()
        answered = sum(map(len, await asyncio.gather(*readers)))
        running.process.send_signal(signal.SIGTERM)
        await running.process.wait()

    assert await counted(documents) == answered
