"""The grounds a measurement stands on: real servers with fsync, real processes, pinned cores."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import orjson

from shared.database import Connection, Pool
from yangguang_local.databases import Databases
from yangguang_local.house import YANGGUANG, Addresses
from yangguang_local.nats import EmbeddedNats
from yangguang_local.ports import inside_ports
from yangguang_local.postgres import EmbeddedPostgres
from yangguang_local.processes import answers
from yangguang_local.secrets import Secrets

READY_WITHIN = 30
STOPPED_WITHIN = 12


@dataclass(frozen=True)
class Cores:
    """Which cores the measured process and everything else get."""

    measured: frozenset[int]
    others: frozenset[int]

    @classmethod
    def of_this_machine(cls) -> "Cores":
        """The first core is measured, the rest serves; a single core is shared."""
        first, *rest = sorted(os.sched_getaffinity(0))
        return cls(frozenset({first}), frozenset(rest or {first}))

    @classmethod
    def all_for_all(cls) -> "Cores":
        """Nothing is pinned."""
        every = frozenset(os.sched_getaffinity(0))
        return cls(every, every)


@dataclass
class Grounds:
    """One PostgreSQL, one NATS, and what the services are told of them."""

    home: Path
    postgres: EmbeddedPostgres
    nats: EmbeddedNats
    addresses: Addresses
    cores: Cores

    @property
    def databases(self) -> Databases:
        """The databases of the services."""
        return self.postgres.databases

    @property
    def secrets(self) -> Secrets:
        """The keys of this run."""
        return Secrets(self.home / "secrets")

    def environment(self, name: str, verb: str) -> dict[str, str]:
        """What a service's process is told; logs as in production."""
        told = self.addresses.environment(YANGGUANG.member(name), verb)
        return {**told, f"{name.upper()}_LOG_FORMAT": "json"}

    def dsn(self, name: str) -> str:
        """The service's own address of its database."""
        return self.databases.dsn(name)

    def port(self, name: str) -> int:
        """Where a service listens."""
        return self.addresses.ports[name]

    async def make_databases(self, *names: str) -> None:
        """Databases with the newest schema."""
        for name in names:
            await self.databases.ensure(name)
            await self.run(name, "migrate")

    async def run(self, name: str, verb: str, *asked: str, **changed: str) -> None:
        """Carry out one command of a service to its end."""
        command = [sys.executable, "-m", YANGGUANG.member(name).module, verb, *asked]
        environment = {**self.environment(name, verb), **changed}
        process = await asyncio.create_subprocess_exec(
            *command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        said, _ = await process.communicate()
        if process.returncode != 0:
            raise RuntimeError(f"{name} {verb}: {said.decode()}")

    @asynccontextmanager
    async def serving(self, name: str, verb: str = "serve", **changed: str) -> AsyncIterator[int]:
        """A process of a service on the measured core, ready; its process id."""
        command = [sys.executable, "-m", YANGGUANG.member(name).module, verb]
        environment = {**self.environment(name, verb), **changed}
        log = self.home / f"{name}-{verb}.log"
        async with running(command, environment, log, self.cores.measured) as pid:
            if verb == "serve":
                await asyncio.wait_for(answers(self.port(name)), READY_WITHIN)
            else:
                await asyncio.wait_for(_said(log, "work ready"), READY_WITHIN)
            yield pid


@asynccontextmanager
async def grounds(*, pin: bool = True, kept: Path | None = None) -> AsyncIterator[Grounds]:
    """Servers of our own in a folder that is thrown away unless one is to be kept; fsync on."""
    cores = Cores.of_this_machine() if pin else Cores.all_for_all()
    home = kept or folder_for_servers()
    ports = inside_ports([*(one.name for one in YANGGUANG.everyone), "plain"], home / "ports.json")
    with pinned(cores.others):
        postgres, nats = EmbeddedPostgres(home), EmbeddedNats(home)
        try:
            await postgres.start()
            await nats.start()
            addresses = Addresses(home, postgres.databases, nats.url(), ports)
            yield Grounds(home, postgres, nats, addresses, cores)
        finally:
            await nats.stop()
            await postgres.stop()
            if kept is None:
                shutil.rmtree(home, ignore_errors=True)


def folder_for_servers() -> Path:
    """A folder of our own through which PostgreSQL's user may walk."""
    home = Path(tempfile.mkdtemp(prefix="yg-bench-"))
    home.chmod(0o711)
    return home


@contextmanager
def pinned(cores: frozenset[int]) -> Iterator[None]:
    """What is started inside the block runs on these cores only."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@asynccontextmanager
async def running(
    command: list[str], environment: Mapping[str, str], log: Path, cores: frozenset[int]
) -> AsyncIterator[int]:
    """A process on these cores; ended with the block."""
    with open_log(log) as output, pinned(cores):
        process = await asyncio.create_subprocess_exec(
            *command, env=dict(environment), stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield process.pid
    except TimeoutError:
        sys.stderr.write(last_words(log))
        raise
    finally:
        if process.returncode is None:
            process.terminate()
            try:
                await asyncio.wait_for(process.wait(), STOPPED_WITHIN)
            except TimeoutError:
                process.kill()
                await process.wait()


@asynccontextmanager
async def connected(dsn: str, size: int = 2) -> AsyncIterator[Pool]:
    """A few connections of our own, for preparing and checking."""
    pool = await Pool(dsn, min_size=1, max_size=size, init=_speak_binary_json)
    try:
        yield pool
    finally:
        await pool.close()


async def _speak_binary_json(connection: Connection) -> None:
    """As ``shared.database.speak_json``, in the form in which COPY takes rows."""
    await connection.set_type_codec(
        "jsonb", encoder=lambda value: b"\x01" + orjson.dumps(value),
        decoder=lambda stored: orjson.loads(stored[1:]), schema="pg_catalog", format="binary",
    )  # fmt: skip


async def _said(log: Path, words: str) -> None:
    while words not in last_words(log):  # noqa: ASYNC110 - a file is polled
        await asyncio.sleep(0.05)


def last_words(log: Path) -> str:
    """The end of a log."""
    return log.read_text(errors="replace")[-2000:]


def open_log(log: Path) -> IO[bytes]:
    """A log to write."""
    return log.open("wb")
