"""A broker killed in the middle of a batch: whatever was lost comes before what follows it."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from nats.aio.client import Client
from platform_building import Platform, record, until

from shared import broker
from shared.database import Pool
from shared.events.envelope import Envelope
from shared.relay import Relay
from yangguang_local.nats import EmbeddedNats

AGGREGATES, TIMES, AT_ONCE = 20, 10, 10


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[EmbeddedNats]:
    """A broker of one's own, to be killed."""
    started = EmbeddedNats(tmp_path)
    await started.start()
    yield started
    await started.stop()


@pytest.fixture
async def own_client(server: EmbeddedNats) -> AsyncIterator[Client]:
    connected = await broker.connect(server.url(), "test")
    await broker.ensure_stream(connected.jetstream(), "approvals")
    yield connected
    await broker.close(connected)


async def test_any_server_that_is_there_will_do(server: EmbeddedNats) -> None:
    connected = await broker.connect(f"nats://127.0.0.1:9,{server.url()}", "test", patience=10)
    assert connected.is_connected
    await broker.close(connected)


@pytest.mark.parametrize("reached", [50, 350, 600])
async def test_no_fact_overtakes_another_of_its_aggregate(
    platform: Platform, pool: Pool, server: EmbeddedNats, own_client: Client, reached: int
) -> None:
    ids = [uuid4() for _ in range(AGGREGATES)]
    for _ in range(TIMES):
        for one in ids:
            await record(pool, one, *map(str, range(AT_ONCE)))

    relay = asyncio.create_task(Relay(platform.dsn, own_client, "approvals").run())
    await _has_reached(server, reached)
    server.child.kill_group()
    await server.child.ended()
    await server.start()
    await until(lambda: _is_empty(pool), within=90)
    relay.cancel()
    await asyncio.gather(relay, return_exceptions=True)

    whole = list(range(1, TIMES * AT_ONCE + 1))
    assert await _order(server) == dict.fromkeys(ids, whole)


async def _has_reached(server: EmbeddedNats, messages: int) -> None:
    watcher = await broker.connect(server.url(), "watcher")
    jetstream = watcher.jetstream(timeout=5)
    state = (await jetstream.stream_info("APPROVALS")).state
    while state.messages < messages:
        state = (await jetstream.stream_info("APPROVALS")).state
    await watcher.close()


async def _is_empty(pool: Pool) -> bool:
    return bool(await pool.fetchval("SELECT NOT EXISTS (SELECT FROM outbox)"))


async def _order(server: EmbeddedNats) -> dict[UUID, list[int]]:
    reader = await broker.connect(server.url(), "reader")
    jetstream = reader.jetstream(timeout=5)
    seen: dict[UUID, list[int]] = defaultdict(list)
    for number in range(1, (await jetstream.stream_info("APPROVALS")).state.last_seq + 1):
        message = await jetstream.get_msg("APPROVALS", number)
        envelope = Envelope.from_wire(message.data or b"")
        seen[envelope.aggregate_id].append(envelope.sequence)
    await reader.close()
    return seen
