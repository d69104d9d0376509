"""Who waits for a connection is not overtaken, and waits no longer than it is willing to."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from platform_building import Platform

from shared.database import Pool, open_pool


@pytest.fixture
async def single(platform: Platform) -> AsyncIterator[Pool]:
    """A pool of one connection."""
    pool = await open_pool(platform.dsn, size=1, application="test")
    yield pool
    await pool.close()


async def test_who_comes_just_when_one_is_free_waits_behind_those_who_wait(single: Pool) -> None:
    served: list[str] = []

    async def visit(name: str) -> None:
        connection = await single.lend(patience=5)
        served.append(name)
        await single.take_back(connection)

    held = await single.lend(patience=5)
    waiting = [asyncio.create_task(visit(name)) for name in ("first", "second", "third")]
    await asyncio.sleep(0)  # each of them has asked
    await single.take_back(held)
    await visit("late")
    await asyncio.gather(*waiting)
    assert served == ["first", "second", "third", "late"]


async def test_a_turn_that_does_not_come_in_time_is_given_up(single: Pool) -> None:
    held = await single.lend(patience=5)
    with pytest.raises(TimeoutError):
        await single.lend(patience=0.01)
    await single.take_back(held)
    again = await single.lend(patience=5)
    assert await again.fetchval("SELECT 1") == 1
    await single.take_back(again)


async def test_a_connection_that_broke_leaves_its_turn_to_the_next(single: Pool) -> None:
    held = await single.lend(patience=5)
    held.terminate()
    await single.take_back(held)
    again = await single.lend(patience=5)
    assert await again.fetchval("SELECT 1") == 1
    await single.take_back(again)
