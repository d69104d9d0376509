"""Tasks in the background, and how they are stopped."""

import asyncio
from collections.abc import Collection
from typing import Any

AGAIN_AFTER_SECONDS = 0.5


async def stop(tasks: Collection["asyncio.Task[Any]"]) -> None:
    """Cancel until all have ended.

    Before Python 3.12 ``asyncio.wait_for``, also inside our libraries, loses a
    cancellation that meets another end; who missed it is asked again.
    """
    waiting = set(tasks)
    while waiting:
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=AGAIN_AFTER_SECONDS)
    await asyncio.gather(*tasks, return_exceptions=True)
