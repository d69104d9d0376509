"""A process whose event loop stands still ends itself, so that who started it starts it again.

Engines of containers restart what ended, not what is unhealthy. The watch is a thread of
CPython's own (``faulthandler``), which needs no loop and no lock of the interpreter: it writes
where every thread stands to standard error and ends the process with code 1.
"""

import asyncio
import faulthandler
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from shared import tasks

CHECKS = 4  # the watch is put off so often in its time


@asynccontextmanager
async def ended_after(seconds: float) -> AsyncIterator[None]:
    """As long as the block runs, the loop never stands still for so long; 0 seconds: no watch."""
    if not seconds:
        yield
        return
    watch = asyncio.create_task(_put_off(seconds))
    try:
        yield
    finally:
        await tasks.stop([watch])
        faulthandler.cancel_dump_traceback_later()


async def _put_off(seconds: float) -> None:
    while True:
        faulthandler.dump_traceback_later(seconds, exit=True)
        await asyncio.sleep(seconds / CHECKS)
