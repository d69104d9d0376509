"""Background tasks end when they are stopped, even those that miss the first word."""

import asyncio
from contextlib import suppress

from shared.tasks import stop


async def test_who_misses_a_cancellation_is_asked_again() -> None:
    async def deaf_once() -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        await asyncio.sleep(60)

    tasks = [asyncio.create_task(deaf_once()), asyncio.create_task(asyncio.sleep(60))]
    await asyncio.sleep(0)

    async with asyncio.timeout(5):
        await stop(tasks)

    assert all(task.cancelled() for task in tasks)


async def test_what_has_failed_or_ended_before_is_no_trouble() -> None:
    async def fails() -> None:
        raise ValueError

    tasks = [asyncio.create_task(fails()), asyncio.create_task(asyncio.sleep(0))]
    await asyncio.wait(tasks)

    await stop(tasks)
    await stop([])
