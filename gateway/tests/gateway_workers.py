"""A real gateway of several processes beside the test, to be restarted."""

import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
from gateway_building import free_port
from pydantic import SecretStr

from gateway.settings import GatewaySettings
from yangguang_local.children import Child, Program
from yangguang_local.processes import answers

READY_WITHIN = 90
WORKER = "spawn_main"  # how Python names what multiprocessing starts


class Workers:
    """The parent and its workers."""

    def __init__(self, child: Child, port: int, said: list[str]) -> None:
        self.port = port
        self.said = said
        self._child = child

    def pids(self) -> set[int]:
        """The workers that run now."""
        parent = psutil.Process(self._child.pid)
        return {one.pid for one in parent.children() if _is_worker(one)}

    def replace(self) -> None:
        """Ask for new workers, one after another."""
        os.kill(self._child.pid, signal.SIGHUP)

    def told_to_leave(self) -> int:
        """How many were told to leave."""
        return sum("Terminated child process" in line for line in self.said)

    async def stop(self) -> int:
        """Stop them all; the exit code."""
        await self._child.stop(within=60)
        return await self._child.ended()


def _is_worker(process: psutil.Process) -> bool:
    try:
        return any(WORKER in word for word in process.cmdline())
    except psutil.NoSuchProcess:
        return False


@asynccontextmanager
async def some_workers(
    settings: GatewaySettings, home: Path, number: int, **others: str
) -> AsyncIterator[Workers]:
    """`serve` with so many workers, ready."""
    port, said = free_port(), list[str]()
    told = {"HTTP_PORT": str(port), "HTTP_WORKERS": str(number), **others}
    environment = _environment(settings) | {f"GATEWAY_{name}": told[name] for name in told}
    command = [sys.executable, "-m", "gateway", "serve"]
    child = Child(Program("gateway", command, environment, folder=home), said.append)
    await child.start()
    try:
        await child.until(answers(port), READY_WITHIN)
        yield Workers(child, port, said)
    finally:
        await child.stop(within=60)


@asynccontextmanager
async def some_work(settings: GatewaySettings, home: Path, **others: str) -> AsyncIterator[Child]:
    """`work`, begun."""
    environment = _environment(settings) | {f"GATEWAY_{name}": others[name] for name in others}
    command = [sys.executable, "-m", "gateway", "work"]
    child = Child(Program("gateway", command, environment, folder=home), lambda _: None)
    await child.start()
    try:
        yield child
    finally:
        await child.stop(within=60)


def _environment(settings: GatewaySettings) -> dict[str, str]:
    """The same settings, told as operators tell them."""
    told = {}
    for name in settings.model_fields_set - {"files_dir"}:
        value = getattr(settings, name)
        told[name] = value.get_secret_value() if isinstance(value, SecretStr) else value
    return os.environ | {f"GATEWAY_{name}".upper(): str(value) for name, value in told.items()}
