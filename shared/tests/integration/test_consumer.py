"""The consumer: each fact once and in order, whatever the wire does to them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from uuid import UUID, uuid4

import pytest
from nats.aio.client import Client
from platform_building import NOUN, WRITE, record, tell, told, until, written

from shared import broker, dead_letters, snapshots
from shared.consumer import DELAYS, TRIES, Consumer, Reactions
from shared.database import DatabaseAway, Pool, UnitOfWork
from shared.events.approvals import NodeClaimed
from shared.events.envelope import Envelope
from shared.refusals import Conflict
from shared.tasks import stop

AT_ONCE = (0.02,) * TRIES


class NotThisOne(Conflict):
    """不要这一条。"""


class Listener:
    """A service that notes every fact, and minds some of them."""

    def __init__(self, pool: Pool, client: Client, delays: Sequence[float] = AT_ONCE) -> None:
        self.refuses: set[str] = set()
        self.fails: dict[str, int] = {}
        self.misses_database: dict[str, int] = {}
        self.tried: list[str] = []
        self.patience = ""
        reactions = Reactions()
        reactions.on(NodeClaimed)(self._note)
        self.consumer = Consumer("svc-notes", NOUN, reactions, pool, client, delays)

    async def _note(self, event: NodeClaimed, work: UnitOfWork, about: Envelope) -> None:
        text = event.staff_no
        self.tried.append(text)
        if self.patience:
            await work.write(f"SET LOCAL lock_timeout = '{self.patience}'")
        await work.write(WRITE, about.aggregate_id, about.sequence, text)
        if text in self.refuses:
            raise NotThisOne
        if self.misses_database.get(text, 0) > 0:
            self.misses_database[text] -= 1
            raise DatabaseAway
        if self.fails.get(text, 0) > 0:
            self.fails[text] -= 1
            raise RuntimeError(f"cannot take {text}")


@pytest.fixture
async def listener(pool: Pool, client: Client) -> AsyncIterator[Listener]:
    listening = Listener(pool, client)
    task = asyncio.create_task(listening.consumer.run())
    yield listening
    await stop([task])


def noted(pool: Pool, *expected: tuple[UUID, int]) -> Callable[[], Awaitable[bool]]:
    async def holds() -> bool:
        return await written(pool) == list(expected)

    return holds


async def buried(client: Client) -> int:
    return (await client.jetstream().stream_info(broker.DEAD_STREAM)).state.messages


def dead(client: Client, number: int = 1) -> Callable[[], Awaitable[bool]]:
    async def holds() -> bool:
        return await buried(client) == number

    return holds


async def settled(client: Client, listener: Listener) -> None:
    """Nothing is on its way or waits for its acknowledgement."""

    async def holds() -> bool:
        info = await client.jetstream().consumer_info("APPROVALS", listener.consumer.name)
        return (info.num_pending, info.num_ack_pending) == (0, 0)

    await until(holds)


async def test_a_fact_told_three_times_is_taken_once(
    listener: Listener, pool: Pool, client: Client
) -> None:
    one, other = uuid4(), uuid4()
    fact = told(one, 1)

    await tell(client, fact, fact, fact, told(other, 1))
    await until(noted(pool, (one, 1), (other, 1)))
    await settled(client, listener)

    assert await written(pool) == [(one, 1), (other, 1)]


async def test_facts_that_arrive_backwards_are_taken_in_order(
    listener: Listener, pool: Pool, client: Client
) -> None:
    one = uuid4()

    await tell(client, *(told(one, sequence) for sequence in (4, 3, 2, 1)))

    await until(noted(pool, *((one, sequence) for sequence in (1, 2, 3, 4))))


async def test_a_gap_is_filled_by_the_owner(listener: Listener, pool: Pool, client: Client) -> None:
    one = uuid4()
    await record(pool, one, "1", "2", "3")  # the owner's journal; nobody relays it
    await snapshots.serve(client, pool, "approvals")

    await tell(client, told(one, 3))

    await until(noted(pool, (one, 1), (one, 2), (one, 3)))


async def test_a_gap_the_owner_cannot_fill_ends_with_the_dead(
    listener: Listener, pool: Pool, client: Client
) -> None:
    await tell(client, told(uuid4(), 2))

    await until(dead(client))

    assert "the fact before it never came" in await dead_letters_of(client, "list")
    assert await written(pool) == []


async def test_a_late_consumer_asks_for_what_the_stream_has_forgotten(
    pool: Pool, client: Client
) -> None:
    one, other = uuid4(), uuid4()
    await record(pool, one, *map(str, range(250)))
    await record(pool, other, "1")
    await snapshots.serve(client, pool, "approvals")
    await tell(client, told(one, 1))
    await client.jetstream().purge_stream("APPROVALS")
    await tell(client, told(other, 1))

    listening = Listener(pool, client)
    task = asyncio.create_task(listening.consumer.run())

    expected = [(one, sequence) for sequence in range(1, 251)] + [(other, 1)]
    await until(lambda: _all_there(pool, len(expected)))
    await stop([task])
    assert sorted(await written(pool)) == sorted(expected)


async def _all_there(pool: Pool, number: int) -> bool:
    return len(await written(pool)) == number


async def test_a_refusal_is_an_answer_and_is_not_tried_again(
    listener: Listener, pool: Pool, client: Client
) -> None:
    one = uuid4()
    listener.refuses = {"no"}

    await tell(client, told(one, 1, "no"), told(one, 2, "yes"))

    await until(noted(pool, (one, 2)))
    assert listener.tried == ["no", "yes"]
    assert await buried(client) == 0


async def test_a_fact_outlives_a_database_that_is_away_for_long(
    listener: Listener, pool: Pool, client: Client
) -> None:
    one = uuid4()
    listener.misses_database = {"waits": TRIES + 4}
    await record(pool, one, "waits", "follows")
    await snapshots.serve(client, pool, "approvals")

    await tell(client, told(one, 1, "waits"), told(one, 2, "follows"))

    await until(noted(pool, (one, 1), (one, 2)))
    await settled(client, listener)
    assert await buried(client) == 0


async def test_a_fact_waits_for_rows_that_somebody_holds_and_is_never_buried(
    listener: Listener, pool: Pool, client: Client
) -> None:
    one = uuid4()
    listener.patience = "20ms"

    async def tried_too_often() -> bool:
        return len(listener.tried) > TRIES + 2

    async with pool.acquire() as holder, holder.transaction():
        await holder.execute("LOCK TABLE note IN SHARE ROW EXCLUSIVE MODE")
        await tell(client, told(one, 1))
        await until(tried_too_often)

    await until(noted(pool, (one, 1)))
    assert await buried(client) == 0


async def test_a_fault_is_tried_again_until_it_passes(
    listener: Listener, pool: Pool, client: Client
) -> None:
    one = uuid4()
    listener.fails = {"hard": 3}

    await tell(client, told(one, 1, "hard"), told(one, 2, "easy"))

    await until(noted(pool, (one, 1), (one, 2)))
    assert listener.tried.count("hard") == 4
    assert await buried(client) == 0


async def test_after_eight_tries_a_fact_is_among_the_dead_and_others_go_on(
    listener: Listener, pool: Pool, client: Client
) -> None:
    poison, other = uuid4(), uuid4()
    listener.fails = {"poison": 99}

    await tell(client, told(poison, 1, "poison"), told(other, 1))
    await until(dead(client))

    assert listener.tried.count("poison") == TRIES
    assert await written(pool) == [(other, 1)]
    listed = await dead_letters_of(client, "list")
    assert "cannot take poison" in listed
    assert "approvals.case.node_claimed.v1" in listed


async def test_what_follows_a_poisonous_fact_does_not_stop_the_others(
    listener: Listener, pool: Pool, client: Client
) -> None:
    poison, other = uuid4(), uuid4()
    listener.fails = {"poison": 99}
    await record(pool, poison, "poison", "next")
    await snapshots.serve(client, pool, "approvals")

    await tell(client, told(poison, 1, "poison"), told(poison, 2, "next"), told(other, 1))

    await until(dead(client, 2))
    assert await written(pool) == [(other, 1)]


async def test_what_is_no_event_at_all_ends_with_the_dead(
    listener: Listener, pool: Pool, client: Client
) -> None:
    await client.jetstream().publish("approvals.case.odd.v1", b"not json")

    await until(dead(client))

    assert await dead_letters_of(client, "show", 1) == "not json\n"


async def test_a_dead_letter_is_replayed_once_its_cause_is_gone(
    listener: Listener, pool: Pool, client: Client
) -> None:
    one = uuid4()
    listener.fails = {"poison": TRIES + 1}
    await tell(client, told(one, 1, "poison"))
    await until(dead(client))

    assert "仍未成功" in await dead_letters_of(client, "replay", 1)
    assert await buried(client) == 1

    assert await dead_letters_of(client, "replay", 1) == "1 replay\n"
    assert (await written(pool), await buried(client)) == ([(one, 1)], 0)
    assert await dead_letters_of(client, "list") == "没有死信\n"


async def test_a_dead_letter_may_be_thrown_away(
    listener: Listener, pool: Pool, client: Client
) -> None:
    listener.fails = {"poison": 99}
    await tell(client, told(uuid4(), 1, "poison"))
    await until(dead(client))

    assert await dead_letters_of(client, "discard", 1) == "1 discard\n"

    assert (await buried(client), await written(pool)) == (0, [])


async def test_of_five_replicas_one_takes_each_fact(pool: Pool, client: Client) -> None:
    # As patient as in production: who waits for a fact that a slow replica holds must not bury it.
    consumers = [Listener(pool, client, DELAYS) for _ in range(5)]
    tasks = [asyncio.create_task(one.consumer.run()) for one in consumers]
    ids = [uuid4() for _ in range(20)]

    await tell(client, *(told(one, sequence) for sequence in (1, 2, 3) for one in ids))
    await until(lambda: _all_there(pool, 60), within=30)
    await stop(tasks)

    for one in ids:
        assert [s for which, s in await written(pool) if which == one] == [1, 2, 3]


async def dead_letters_of(client: Client, what: str, number: int | None = None) -> str:
    url = client.connected_url
    assert url is not None
    return await dead_letters.carry_out("svc-notes", url.geturl(), what, number)
