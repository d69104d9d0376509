"""A part that dies is started again, ever more patiently, and it is told."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from yangguang_local.failures import StartFailed
from yangguang_local.processes import Part

FIRST_DELAY = 0.5
LONGEST_DELAY = 30.0
WELL_AFTER = 60.0  # seconds of life after which a death counts as the first one again


class Kept:
    """A part between the opening and the closing of the house."""

    def __init__(self, part: Part, tell: Callable[[str], None]) -> None:
        """Nothing runs before `open`."""
        self.part = part
        self.name = part.child.program.name
        self.restarts = 0
        self._tell = tell
        self._keeping: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Start it, wait until it is ready, keep it from now on."""
        await self.part.start()
        self._keeping = asyncio.create_task(self._keep(), name=f"keep {self.name}")

    async def close(self) -> None:
        """Stop keeping it, then stop it."""
        if self._keeping is not None:
            self._keeping.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeping
        await self.part.stop()

    def kill(self) -> None:
        """Without manners."""
        self.part.child.kill_group()

    async def _keep(self) -> None:
        delay = FIRST_DELAY
        while True:
            began = time.monotonic()
            code = await self.part.child.ended()
            if time.monotonic() - began > WELL_AFTER:
                delay = FIRST_DELAY
            self._tell(
                f"{self.name} 意外退出(代码 {code}),{delay:g} 秒后重启 · ended with {code}, "
                f"starting again in {delay:g} s"
            )
            await asyncio.sleep(delay)
            delay = min(delay * 2, LONGEST_DELAY)
            await self._start_again()

    async def _start_again(self) -> None:
        self.restarts += 1
        try:
            await self.part.start(within=None)
        except StartFailed as failure:
            self._tell(f"{self.name} 未能重启 · did not start again: {failure.why}")
        else:
            self._tell(f"{self.name} 已恢复 · is back (restart {self.restarts})")
