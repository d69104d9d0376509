"""A sign of life of a process without a door: who watches over it restarts it when its loop hangs.

It says that the event loop turns, no more: a job that fails is told in the log and started again.
"""

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import structlog

from shared import tasks

log = structlog.get_logger("heartbeat")

EVERY_SECONDS = 5.0


@asynccontextmanager
async def beating(file: Path | None) -> AsyncIterator[None]:
    """As long as the block runs and the loop turns, the file is touched and systemd is told."""
    beats = asyncio.create_task(_keep_beating(file))
    try:
        yield
    finally:
        await tasks.stop([beats])


async def _keep_beating(file: Path | None) -> None:
    while True:
        try:
            _beat(file)
        except OSError as fault:
            log.warning("no sign of life", fault=repr(fault))
        await asyncio.sleep(EVERY_SECONDS)


def _beat(file: Path | None) -> None:
    if file is not None:
        file.touch()
    if "WATCHDOG_USEC" in os.environ:  # sd_watchdog_enabled(3): systemd set it, and waits
        _tell(os.environ.get("NOTIFY_SOCKET", ""))


def _tell(address: str) -> None:
    """One word of sd_notify(3); a name that begins with @ is an abstract one."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.sendto(b"WATCHDOG=1", address.replace("@", "\0", 1))
