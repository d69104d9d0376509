"""The processes of a service as parts of the house: `serve` and `work` stay, others pass."""

import asyncio
import sys
from collections.abc import Callable
from typing import Protocol

from yangguang_local.children import Child, Program
from yangguang_local.failures import StartFailed
from yangguang_local.house import Addresses, House, Service
from yangguang_local.ports import LOOPBACK

WORK_READY = "work ready"
BETWEEN_QUESTIONS = 0.05
LONGEST_ERRAND = 600.0


class Part(Protocol):
    """Something that runs as long as the house is open."""

    @property
    def child(self) -> Child:
        """Its present process."""

    async def start(self, within: float | None = 60) -> None:
        """Start it and wait until it is ready; without a limit if `within` is None."""

    async def stop(self) -> None:
        """Stop it."""


class ServiceProcess:
    """`serve` or `work` of one service."""

    def __init__(
        self,
        service: Service,
        verb: str,
        addresses: Addresses,
        house: House,
        hear: Callable[[str], None],
    ) -> None:
        """Nothing runs before `start`."""
        self._port = addresses.ports[service.name] if verb == "serve" else None
        self._program = Program(
            name=f"{service.name} {verb}",
            arguments=[sys.executable, "-m", service.module, verb],
            environment=addresses.environment(service, verb, house),
            ready_words=WORK_READY,
        )
        self._hear = hear
        self.child = Child(self._program, hear)

    async def start(self, within: float | None = 60) -> None:
        """Ready is: /health/ready answers 200, or `work` has said so in its log."""
        self.child = Child(self._program, self._hear)
        await self.child.start()
        if self._port is None:
            await self.child.ready(within)
        else:
            await self.child.until(answers(self._port), within)

    async def stop(self) -> None:
        """SIGTERM; it has 12 seconds, then it is killed with all it started."""
        await self.child.stop()


async def errand(
    service: Service, verb: str, addresses: Addresses, house: House, hear: Callable[[str], None]
) -> None:
    """Run `migrate` or `load` to its end; refused with StartFailed if it fails."""
    program = Program(
        name=f"{service.name} {verb}",
        arguments=[sys.executable, "-m", service.module, verb],
        environment=addresses.environment(service, verb, house),
    )
    child = Child(program, hear)
    await child.start()
    try:
        code = await asyncio.wait_for(child.ended(), LONGEST_ERRAND)
    except TimeoutError:
        raise StartFailed(program.name, "没有按时完成 (did not finish in time).", "") from None
    finally:
        child.kill_group()
    if code != 0:
        raise StartFailed(program.name, f"失败,代码 {code} (failed).", child.last_words())


async def answers(port: int, path: str = "/health/ready", host: str = LOOPBACK) -> None:
    """Ask again and again until the answer is 200."""
    while not await _answers_once(host, port, path):  # noqa: ASYNC110  only asking can tell
        await asyncio.sleep(BETWEEN_QUESTIONS)


async def _answers_once(host: str, port: int, path: str) -> bool:
    try:
        reader, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        return b" 200 " in await asyncio.wait_for(reader.readline(), 5)
    except (OSError, TimeoutError):
        return False
    finally:
        writer.close()
