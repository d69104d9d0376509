"""Who watches over `work` sees that it lives, and that it hangs."""

import asyncio
import os
import signal
from pathlib import Path

from gateway_workers import some_work

from gateway.settings import GatewaySettings
from shared.heartbeat import EVERY_SECONDS

SOON = 90


async def test_work_keeps_its_file_young_until_it_hangs(
    settings: GatewaySettings, tmp_path: Path
) -> None:
    file = tmp_path / "alive"
    async with some_work(settings, tmp_path, ALIVE_FILE=str(file)) as work, asyncio.timeout(SOON):
        await _touched(file)
        await _touched(file)
        os.kill(work.pid, signal.SIGSTOP)
        file.unlink(missing_ok=True)
        await asyncio.sleep(EVERY_SECONDS + 1)
        assert not file.exists()
        os.kill(work.pid, signal.SIGCONT)
        await _touched(file)


async def _touched(file: Path) -> None:
    """It is there again after it was taken away."""
    file.unlink(missing_ok=True)  # noqa: ASYNC240
    while not file.exists():  # noqa: ASYNC110, ASYNC240 - only looking tells
        await asyncio.sleep(0.1)
