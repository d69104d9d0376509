"""A house of its own for a test that harms it: started as people start it, and looked into."""

import os
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import psutil
from chaos import looking

from yangguang_local.background import OPENING
from yangguang_local.children import Child, Program
from yangguang_local.databases import Databases
from yangguang_local.house import YANGGUANG, Addresses
from yangguang_local.installation import forget_data
from yangguang_local.nats import nats_url
from yangguang_local.ports import LOOPBACK, inside_ports
from yangguang_local.postgres import EmbeddedPostgres
from yangguang_local.secrets import Secrets

Furnish = Callable[[Path], Awaitable[None]]

LONGEST_OPENING = 240.0
LAST_WORDS = 2000  # lines of the house that a failed trial shows
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
        return await looking.rows(self.databases.dsn(service), sql)

    async def told(self, stream: str) -> list[dict[str, Any]]:
        """Every message of a stream, in its order."""
        return await looking.told(self.addresses.nats_url, stream)

    async def command(self, service: str, *words: str) -> tuple[int, str]:
        """Run a command of a service against this house: its exit code and what it says."""
        member = YANGGUANG.member(service)
        environment = self.addresses.environment(member, "migrate")
        return await looking.command(member.module, words, environment)


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
async def a_real_house(
    name: str = "a house", *, furnished: Furnish | None = None
) -> AsyncIterator[RealHouse]:
    """Open it, lend it, stop it; nothing of it runs or lies about afterwards.

    ``furnished`` fills its HOME_DIR before it opens.
    """
    with tempfile.TemporaryDirectory(prefix="yg-") as folder:
        Path(folder).chmod(0o711)  # noqa: ASYNC240  a moment; PostgreSQL's user walks through
        home = Path(folder) / name
        port = inside_ports(["gateway"], Path(folder) / "port.json")["gateway"]
        said: list[str] = []
        house = RealHouse(home, port, Child(_program(home, port), said.append), said)
        if furnished is not None:
            await furnished(home)
        await house.child.start()
        try:
            await house.child.ready(LONGEST_OPENING)
            yield house
        except BaseException:
            print(*said[-LAST_WORDS:], sep="\n")  # noqa: T201  pytest shows it with the fault
            raise
        finally:
            everything = house.processes() if house.child.running else []
            await house.child.stop(within=60)
            forget_data(home)
        _, alive = psutil.wait_procs(everything, timeout=20)
        assert alive == []


def _program(home: Path, port: int) -> Program:
    told = {"GATEWAY_LIMIT_FACTOR": "0", "PORT": str(port), "HOME_DIR": str(home)}
    environment, ready = {**os.environ, **told}, "· ready in"
    return Program(name="house", arguments=OPENING, environment=environment, ready_words=ready)
