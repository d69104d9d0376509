"""A house of its own for a test that harms it: started as people start it, and looked into."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
import nats
import orjson
import psutil
from nats.js.api import ConsumerConfig, DeliverPolicy

from yangguang_local.background import OPENING
from yangguang_local.children import Child, Program
from yangguang_local.databases import Databases
from yangguang_local.house import YANGGUANG, Addresses
from yangguang_local.installation import forget_data
from yangguang_local.nats import nats_url
from yangguang_local.ports import LOOPBACK, inside_ports
from yangguang_local.postgres import EmbeddedPostgres
from yangguang_local.secrets import Secrets

LONGEST_OPENING = 240.0
COMMANDS = {
    "postgres": ("postgres", "-D"),
    "nats": ("nats-server", "--config"),
    **{
        f"{member.name} {verb}": (member.module, verb)
        for member in YANGGUANG.everyone
        for verb in ("serve", "work")
    },
}


@dataclass
class RealHouse:
    """One running house over one HOME_DIR."""

    home: Path
    port: int
    child: Child
    said: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The gateway's address."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def databases(self) -> Databases:
        """How to look into its databases."""
        return EmbeddedPostgres(self.home).databases

    @property
    def addresses(self) -> Addresses:
        """Where its parts are to be found."""
        ports = orjson.loads((self.home / "ports.json").read_bytes())
        password = Secrets(self.home / "secrets").password("nats")
        url = nats_url(0, password, ports["nats"])
        return Addresses(self.home, self.databases, url, {**ports, "gateway": self.port})

    def processes(self) -> list[psutil.Process]:
        """The supervisor and everything it runs."""
        supervisor = psutil.Process(self.child.pid)
        return [supervisor, *supervisor.children(recursive=True)]

    def part(self, name: str) -> psutil.Process | None:
        """The present process of a part; None while it is down."""
        return next((one for one in self.processes() if _is(one, name)), None)

    async def rows(self, service: str, sql: str) -> list[dict[str, Any]]:
        """What a service's database holds."""
        session = await asyncpg.connect(self.databases.dsn(service))
        try:
            await session.set_type_codec(
                "jsonb", schema="pg_catalog", encoder=str, decoder=orjson.loads
            )
            return [dict(row) for row in await session.fetch(sql)]
        finally:
            await session.close()

    async def told(self, stream: str) -> list[dict[str, Any]]:
        """Every message of a stream, in its order."""
        client = await nats.connect(self.addresses.nats_url)
        try:
            jetstream = client.jetstream()
            waiting = (await jetstream.stream_info(stream)).state.messages
            whole = ConsumerConfig(deliver_policy=DeliverPolicy.ALL, inactive_threshold=60)
            reading = await jetstream.pull_subscribe("", stream=stream, config=whole)
            heard: list[dict[str, Any]] = []
            while len(heard) < waiting:
                for message in await reading.fetch(500, timeout=10):
                    heard.append(orjson.loads(message.data))
                    await message.ack()
            return heard
        finally:
            await client.close()

    async def command(self, service: str, *words: str) -> tuple[int, str]:
        """Run a command of a service against this house: its exit code and what it says."""
        member = YANGGUANG.member(service)
        running = await asyncio.create_subprocess_exec(
            *[sys.executable, "-m", member.module, *words],
            env=self.addresses.environment(member, "migrate"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await running.communicate()
        return running.returncode or 0, said.decode()


def _is(process: psutil.Process, name: str) -> bool:
    """Whether a process is a part, once it has become its program."""
    try:
        command = process.cmdline()
    except psutil.NoSuchProcess:
        return False
    shown = [Path(word).name if word.startswith("/") else word for word in command]
    program, verb = COMMANDS[name]
    before = shown.index(program) if program in shown else 0
    return "-S" not in shown and shown[before : before + 2] == [program, verb]


@asynccontextmanager
async def a_real_house(name: str = "a house") -> AsyncIterator[RealHouse]:
    """Open it, lend it, stop it; nothing of it runs or lies about afterwards."""
    with tempfile.TemporaryDirectory(prefix="yg-") as folder:
        Path(folder).chmod(0o711)  # noqa: ASYNC240  a moment; PostgreSQL's user walks through
        home = Path(folder) / name
        port = inside_ports(["gateway"], Path(folder) / "port.json")["gateway"]
        said: list[str] = []
        house = RealHouse(home, port, Child(_program(home, port), said.append), said)
        await house.child.start()
        try:
            await house.child.ready(LONGEST_OPENING)
            yield house
        finally:
            everything = house.processes() if house.child.running else []
            await house.child.stop(within=60)
            forget_data(home)
        _, alive = psutil.wait_procs(everything, timeout=20)
        assert alive == []


def _program(home: Path, port: int) -> Program:
    told = {"GATEWAY_LIMIT_FACTOR": "0", "PORT": str(port), "HOME_DIR": str(home)}
    return Program(
        name="house", arguments=OPENING, environment={**os.environ, **told}, ready_words="ready in"
    )
