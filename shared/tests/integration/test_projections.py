"""A projection made anew from its owner's facts, while facts come and a consumer takes them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import asyncpg
import pytest
from nats.aio.client import Client
from platform_building import NOUN, Platform, a_fact, record, some_settings, told, until

from shared import snapshots
from shared.commands.projections import rebuilt
from shared.consumer import Consumer, Reactions
from shared.database import Pool, Row, UnitOfWork
from shared.events.approvals import NodeClaimed
from shared.events.envelope import Envelope
from shared.projections import Difference, FactsForgotten, Projection, rebuild
from shared.relay import Relay
from shared.tasks import stop

SERVICE = "svc-notes"
MAKE = "CREATE TABLE last_word (case_id uuid PRIMARY KEY, text text NOT NULL, said int NOT NULL)"
PUT = """
INSERT INTO last_word (case_id, text, said) VALUES ($1, $2, 1)
ON CONFLICT (case_id) DO UPDATE SET text = EXCLUDED.text, said = last_word.said + 1
"""
ANSWERED = UUID(int=7)
reactions = Reactions()
WORDS = Projection("words", (NOUN,), ("last_word",), reactions)


@reactions.on(NodeClaimed)
async def keep_word(event: NodeClaimed, work: UnitOfWork, _: Envelope) -> None:
    """Keep what was said last, and answer one word."""
    if event.staff_no == "poison":
        raise RuntimeError(event.staff_no)
    await work.write(PUT, event.case_id, event.staff_no)
    if event.staff_no == "answer me":
        await work.announce(ANSWERED, a_fact(ANSWERED, "an answer"))


@pytest.fixture
async def words(platform: Platform, pool: Pool, client: Client) -> Pool:
    """A service that keeps last words; its own facts are what it hears."""
    owner = await asyncpg.connect(platform.owner_dsn)
    await owner.execute(MAKE)
    await owner.close()
    await snapshots.serve(client, pool, "approvals")
    return pool


@asynccontextmanager
async def working(platform: Platform, pool: Pool, client: Client) -> AsyncIterator[None]:
    """Relay and consumer run."""
    jobs = (Relay(platform.dsn, client, "approvals").run, a_consumer(pool, client).run)
    running = [asyncio.create_task(job()) for job in jobs]
    yield
    await stop(running)


def a_consumer(pool: Pool, client: Client) -> Consumer:
    return Consumer(SERVICE, NOUN, reactions, pool, client, (0.02,) * 8)


async def taken(pool: Pool, client: Client, case_id: UUID, *texts: str) -> None:
    """Facts were told and taken, without a stream between."""
    await record(pool, case_id, *texts)
    await snapshots.fill_gap(a_consumer(pool, client), case_id)


async def kept(pool: Pool) -> list[Row]:
    return await pool.fetch("SELECT * FROM last_word ORDER BY case_id")


async def test_what_was_damaged_is_as_it_was(words: Pool, client: Client) -> None:
    cases = [uuid4() for _ in range(3)]
    for case_id in cases:
        await taken(words, client, case_id, "一", "二")
    before = await kept(words)
    await words.execute("UPDATE last_word SET text = 'wrong' WHERE case_id = $1", cases[0])
    await words.execute("DELETE FROM last_word WHERE case_id = $1", cases[1])
    await words.execute(PUT, uuid4(), "nobody told")

    found = await rebuild(SERVICE, WORDS, words, client)

    assert found == [Difference("last_word", rows=3, missing=2, surplus=2)]
    assert await kept(words) == before


async def test_facts_that_come_meanwhile_are_neither_lost_nor_taken_twice(
    platform: Platform, words: Pool, client: Client
) -> None:
    case_id, others = uuid4(), [uuid4() for _ in range(20)]

    async def tell_on() -> None:
        for number, other in enumerate(others):
            await record(words, case_id, str(number))
            await record(words, other, "新")

    async def all_taken() -> bool:
        rows = {row["case_id"]: (row["text"], row["said"]) for row in await kept(words)}
        return rows == {case_id: ("19", 20)} | dict.fromkeys(others, ("新", 1))

    async with working(platform, words, client):
        telling = asyncio.create_task(tell_on())
        while not telling.done():
            await rebuild(SERVICE, WORDS, words, client)
        await telling
        await until(all_taken)


async def test_a_check_tells_what_would_differ_and_changes_nothing(
    words: Pool, client: Client
) -> None:
    await taken(words, client, uuid4(), "一")
    await words.execute("UPDATE last_word SET text = 'wrong'")

    found = await rebuild(SERVICE, WORDS, words, client, kept=False)

    assert found == [Difference("last_word", rows=1, missing=1, surplus=1)]
    assert [row["text"] for row in await kept(words)] == ["wrong"]


async def test_nobody_is_answered_a_second_time(words: Pool, client: Client) -> None:
    await taken(words, client, uuid4(), "answer me")
    told_before = await words.fetchval("SELECT count(*) FROM journal")

    await rebuild(SERVICE, WORDS, words, client)

    assert await words.fetchval("SELECT count(*) FROM journal") == told_before


async def test_a_fact_nobody_can_take_leaves_everything_as_it_was(
    words: Pool, client: Client
) -> None:
    await taken(words, client, uuid4(), "一")
    await record(words, poisoned := uuid4(), "poison")
    before = await kept(words)

    with pytest.raises(RuntimeError) as fault:
        await rebuild(SERVICE, WORDS, words, client)

    assert str(poisoned) in fault.value.__notes__[0]
    assert await kept(words) == before


async def test_what_its_owner_has_forgotten_is_not_thrown_away(words: Pool, client: Client) -> None:
    await a_consumer(words, client).take(told(uuid4(), 1, "of a journal that was lost"))

    with pytest.raises(FactsForgotten):
        await rebuild(SERVICE, WORDS, words, client)

    assert len(await kept(words)) == 1


async def test_an_owner_that_does_not_answer_is_named(
    platform: Platform,
    pool: Pool,
    nats_url: str,
    client: Client,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert await rebuilt(SERVICE, some_settings(platform.dsn, nats_url), WORDS) == 1

    assert "`work` of approvals has to run" in capsys.readouterr().err


async def test_the_command_tells_each_table(
    platform: Platform,
    words: Pool,
    nats_url: str,
    client: Client,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await taken(words, client, uuid4(), "一")
    await words.execute("DELETE FROM last_word")
    settings = some_settings(platform.dsn, nats_url)

    assert await rebuilt(SERVICE, settings, WORDS, counted_only=True) == 1
    assert await rebuilt(SERVICE, settings, WORDS) == 0
    assert await rebuilt(SERVICE, settings, WORDS, counted_only=True) == 0

    assert capsys.readouterr().out.splitlines() == [
        "last_word                1 rows, 1 missing, 0 surplus",
        "last_word                1 rows, 1 missing, 0 surplus",
        "last_word                1 rows, 0 missing, 0 surplus",
    ]
