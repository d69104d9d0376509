"""Opens the house in order, keeps it, closes it in reverse; leaves nothing running."""

import asyncio
import shutil
import time
from collections.abc import Coroutine, Iterable, Sequence
from pathlib import Path
from typing import Any

from yangguang_local.console import Console, worth_a_look
from yangguang_local.done_before import DoneBefore
from yangguang_local.failures import StartFailed
from yangguang_local.house import YANGGUANG, Addresses, House, Service
from yangguang_local.keeping import Kept
from yangguang_local.nats import EmbeddedNats
from yangguang_local.ports import inside_ports, require_free
from yangguang_local.postgres import MAX_CONNECTIONS, EmbeddedPostgres
from yangguang_local.processes import Part, ServiceProcess, errand

CONNECTIONS_FOR_OURSELVES = 10
LEAST_FREE_BYTES = 300 * 1024 * 1024


class Supervisor:
    """One opening of the house over one HOME_DIR."""

    def __init__(self, home: Path, port: int, console: Console, house: House = YANGGUANG) -> None:
        """Check what can be checked without starting anything."""
        require_free(port)
        _require_space(home)
        _require_connections(house)
        self.home, self.port, self.house = home.resolve(), port, house
        self._console = console
        self._began = time.monotonic()
        self._stages: list[list[Kept]] = []
        self.postgres = EmbeddedPostgres(home, hear=console.hearing("postgres", worth_a_look))
        self.nats = EmbeddedNats(home, hear=console.hearing("nats", worth_a_look))
        names = [service.name for service in house.services]
        ports = inside_ports(names, home / "ports.json") | {house.gateway.name: port}
        self._addresses = Addresses(self.home, self.postgres.databases, self.nats.url(), ports)

    @property
    def seconds(self) -> float:
        """Since the opening began."""
        return time.monotonic() - self._began

    @property
    def parts(self) -> list[Kept]:
        """Everything that is kept running, in the order of opening."""
        return [kept for stage in self._stages for kept in stage]

    async def open(self) -> None:
        """Open everything; refused with StartFailed, after which `close` tidies up."""
        everyone = self.house.everyone
        await self._open("数据库与消息 · database and messages", [self.postgres, self.nats])
        done = DoneBefore(self.home)
        new = [member for member in everyone if not done.is_done(member)]
        if new:
            await self._prepare(new)
        await _together([self._open_processes(), self._load(new)])
        for member in new:
            done.note(member)

    async def _prepare(self, members: Sequence[Service]) -> None:
        await _together(self.postgres.databases.ensure(member.name) for member in members)
        await self._errands("迁移 · migrations", "migrate", members)

    async def _load(self, members: Sequence[Service]) -> None:
        """All at once: the services wait until the gateway has told organs and people."""
        if members:
            await self._errands("演示数据 · demo data", "load", members)

    async def _open_processes(self) -> None:
        work = [self._process(member, "work") for member in self.house.everyone]
        serve = [self._process(member, "serve") for member in self.house.services]
        await self._open("服务 · services", [*work, *serve])
        await self._open("网关 · gateway", [self._process(self.house.gateway, "serve")])

    async def close(self) -> None:
        """Stop in reverse order, each stage together."""
        while self._stages:
            await _together(kept.close() for kept in self._stages[-1])
            self._stages.pop()

    def kill(self) -> None:
        """Somebody is in a hurry."""
        for kept in self.parts:
            kept.kill()

    async def _open(self, title: str, parts: Iterable[Part]) -> None:
        stage = [Kept(part, self._console.complain) for part in parts]
        self._stages.append(stage)
        await _together(kept.open() for kept in stage)
        self._progress(title)

    async def _errands(self, title: str, verb: str, members: Iterable[Service]) -> None:
        await _together(
            errand(
                member,
                verb,
                self._addresses,
                self.house,
                self._console.hearing(f"{member.name} {verb}"),
            )
            for member in members
        )
        self._progress(title)

    def _process(self, member: Service, verb: str) -> ServiceProcess:
        hear = self._console.hearing(f"{member.name} {verb}")
        return ServiceProcess(member, verb, self._addresses, self.house, hear)

    def _progress(self, title: str) -> None:
        self._console.say(f"[{self.seconds:5.1f} s] {title}")


async def _together(deeds: Iterable[Coroutine[Any, Any, None]]) -> None:
    """All at once; the first failure ends the others and is told alone."""
    failed: list[BaseException] = []
    try:
        async with asyncio.TaskGroup() as group:
            for deed in deeds:
                group.create_task(deed)
    except* StartFailed as failures:
        failed.extend(failures.exceptions)
    if failed:  # raised out here: before Python 3.11.4 an `except*` wraps what it raises
        raise failed[0]


def _require_space(home: Path) -> None:
    if shutil.disk_usage(home).free < LEAST_FREE_BYTES:
        raise StartFailed(
            "house",
            f"{home} 所在磁盘空间不足 (less than 300 MB free).",
            "清理磁盘,或用 HOME_DIR 换一个位置 (free some, or choose another HOME_DIR).",
        )


def _require_connections(house: House) -> None:
    if house.connections + CONNECTIONS_FOR_OURSELVES > MAX_CONNECTIONS:
        raise StartFailed(
            "postgres",
            f"{house.connections} 个连接超出上限 {MAX_CONNECTIONS} (more than the server takes).",
            "调低各服务的连接数 (lower the pools of the services) in house.py.",
        )
