"""The relay: in order, at least once to the broker and so once on the stream, always one leader."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from time import monotonic
from uuid import UUID, uuid4

import asyncpg
import pytest
from nats.aio.client import Client
from platform_building import Platform, record, until

from shared.database import Pool
from shared.events.envelope import Envelope
from shared.relay import Relay, republish
from shared.tasks import stop

Start = Callable[[], "asyncio.Task[None]"]


@pytest.fixture
async def start(platform: Platform, client: Client) -> AsyncIterator[Start]:
    """Start relays; they are gone after the test."""
    running: list[asyncio.Task[None]] = []

    def one_more() -> "asyncio.Task[None]":
        running.append(asyncio.create_task(Relay(platform.dsn, client, "approvals").run()))
        return running[-1]

    yield one_more
    await stop(running)


async def emptied(pool: Pool) -> None:
    async def is_empty() -> bool:
        return bool(await pool.fetchval("SELECT NOT EXISTS (SELECT FROM outbox)"))

    await until(is_empty)


async def streamed(client: Client) -> list[Envelope]:
    """Everything on the stream, in its order."""
    jetstream = client.jetstream()
    state = (await jetstream.stream_info("APPROVALS")).state
    messages = [
        await jetstream.get_msg("APPROVALS", number) for number in range(1, state.last_seq + 1)
    ]
    return [Envelope.from_wire(message.data or b"") for message in messages]


async def count(client: Client) -> int:
    return (await client.jetstream().stream_info("APPROVALS")).state.messages


async def leaders(pool: Pool) -> list[int]:
    rows = await pool.fetch(
        "SELECT pid FROM pg_locks JOIN pg_database d ON d.oid = database"
        " WHERE locktype = 'advisory' AND granted AND d.datname = current_database()"
    )
    return [row["pid"] for row in rows]


async def test_facts_arrive_in_the_order_of_their_aggregate(
    pool: Pool, client: Client, start: Start
) -> None:
    ids = [uuid4() for _ in range(5)]
    start()
    await asyncio.gather(*(record(pool, one, *map(str, range(40))) for one in ids))
    await emptied(pool)

    seen: dict[UUID, list[int]] = defaultdict(list)
    for envelope in await streamed(client):
        seen[envelope.aggregate_id].append(envelope.sequence)
    assert seen == {one: list(range(1, 41)) for one in ids}


async def test_what_is_recorded_is_what_is_told(pool: Pool, client: Client, start: Start) -> None:
    one = uuid4()
    await record(pool, one, "张")
    start()
    await emptied(pool)

    (envelope,) = await streamed(client)
    row = await pool.fetchrow("SELECT * FROM journal")
    assert row is not None
    assert (envelope.event_id, envelope.subject, envelope.at, envelope.data) == (
        row["event_id"], row["subject"], row["at"], row["data"],
    )  # fmt: skip


async def test_killed_between_publishing_and_forgetting_it_tells_nothing_twice(
    pool: Pool, client: Client, start: Start
) -> None:
    one = uuid4()
    await record(pool, one, *"abc")

    async def all_are_published() -> bool:
        return await count(client) == 3

    async def nobody_is_forgetting() -> bool:
        # A server that waits for a lock does not look whether its client is still there.
        return not await pool.fetch(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND state = 'active' AND query LIKE 'DELETE%'"
        )

    async with pool.acquire() as connection, connection.transaction():
        # Whoever holds the rows here may wait longer than a unit of work may.
        await connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        await connection.execute("SELECT FROM outbox FOR UPDATE")  # so it cannot forget them
        first = start()
        await until(all_are_published)
        await stop([first])
        await until(nobody_is_forgetting)  # the server has heard that its client is gone
    assert await pool.fetchval("SELECT count(*) FROM outbox") == 3

    start()
    await emptied(pool)

    assert [envelope.sequence for envelope in await streamed(client)] == [1, 2, 3]


async def test_there_is_one_leader_and_a_standby_takes_over_in_five_seconds(
    platform: Platform, pool: Pool, client: Client, start: Start
) -> None:
    start()
    await until(lambda: leaders(pool))
    start()
    (leader,) = await leaders(pool)
    owner = await asyncpg.connect(platform.dsn)
    died = monotonic()
    await owner.execute("SELECT pg_terminate_backend($1)", leader)
    await owner.close()

    await record(pool, uuid4(), "after")
    await emptied(pool)

    assert monotonic() - died < 5
    (follower,) = await leaders(pool)
    assert follower != leader
    assert await count(client) == 1


async def test_facts_published_again_count_once(pool: Pool, client: Client, start: Start) -> None:
    await record(pool, uuid4(), *"abc")
    start()
    await emptied(pool)

    async with pool.acquire() as connection:
        since = await connection.fetchval("SELECT min(at) FROM journal")
        assert await republish(connection, since) == 3
    await emptied(pool)

    assert await count(client) == 3


async def test_a_transaction_given_up_is_never_told(
    pool: Pool, client: Client, start: Start
) -> None:
    one = uuid4()
    start()
    async with pool.acquire() as connection:
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute(
            "SELECT record_events($1, 'approvals.case', 'x', now(), $2, '')",
            one, [{"id": str(uuid4()), "subject": "approvals.case.x.v1", "data": {}}],
        )  # fmt: skip
        await transaction.rollback()
    await record(pool, one, "kept")
    await emptied(pool)

    assert [envelope.sequence for envelope in await streamed(client)] == [1]
