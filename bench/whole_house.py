"""The whole embedded product: start-up, memory at rest, the gateway's passage, a fact's way.

The house is opened as `make up` does it, in a folder that is thrown away.
Nothing is pinned: what shares two cores in production shares them here.
"""

import asyncio
import json
import os
import shutil
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from uuid import UUID

import filled_cases
from figures import Figure, paired, percentile, ratio
from grounds import connected, folder_for_servers
from load_tool import LoadTool, Request

from shared.database import Pool
from shared.identity import ANONYMOUS, Caller, InternalIssuer
from yangguang_local.databases import Databases
from yangguang_local.installation import socket_folder
from yangguang_local.occupancy import Occupancy
from yangguang_local.ports import LOOPBACK, inside_ports
from yangguang_local.secrets import Secrets
from yangguang_local.unprivileged import account_for_postgres

MEBIBYTE = 1 << 20
MOST_MEMORY = 1536
PASSAGE_BAR = 0.5
MOST_ADDED_MS = 2.0
MOST_LATENCY_MS = 150.0
REST_SECONDS = 15
SAMPLES = 40
INVITED = "SELECT 1 FROM opportunity WHERE case_id = $1"
APPLICANT = Caller(str(filled_cases.APPLICANT), "person", roles=frozenset({"citizen"}))


@dataclass(frozen=True)
class OpenHouse:
    """A house that runs."""

    home: Path
    port: int
    pid: int

    @property
    def approvals_port(self) -> int:
        """Where svc-approvals listens."""
        ports: dict[str, int] = json.loads((self.home / "ports.json").read_text())
        return ports["approvals"]

    def badge(self, caller: Caller, audience: str = "svc-approvals") -> str:
        """An internal token, as the gateway makes them."""
        key = Secrets(self.home / "secrets").internal_private_key().read_bytes()
        return InternalIssuer(key).mint(caller, audience, datetime.now(UTC))

    def dsn(self, name: str) -> str:
        """A service's database, for preparing and looking."""
        data = self.home / "postgres"
        socket = socket_folder(data, account_for_postgres())
        return Databases(socket, Secrets(self.home / "secrets")).superuser_dsn(name)


async def measure(pairs: int, seconds: int) -> list[Figure]:
    """Start-up, memory, passage, latency."""
    home = folder_for_servers()
    try:
        first = await _opened(home)
        seconds_again = []
        for _ in range(pairs):
            async with opened(home) as (_, took):
                seconds_again.append(took)
        async with opened(home) as (house, _):
            return [
                _start_up("start_first", "first start, empty data", [first], 60),
                _start_up("start_again", "second start", seconds_again, 15),
                await _memory(house, pairs),
                *await _passage(house, pairs, seconds),
                *await _way_of_a_fact(house, pairs),
            ]
    finally:
        shutil.rmtree(home, ignore_errors=True)


async def _opened(home: Path) -> float:
    async with opened(home) as (_, took):
        return took


@asynccontextmanager
async def opened(home: Path) -> AsyncIterator[tuple[OpenHouse, float]]:
    """The house for the length of a block, and how long it took to open."""
    port = inside_ports(["gateway"], home / "bench-ports.json")["gateway"]
    environment = {
        **os.environ, "PORT": str(port), "HOME_DIR": str(home), "GATEWAY_LIMIT_FACTOR": "0",
    }  # fmt: skip
    began = time.monotonic()
    await _house("up", environment)
    took = time.monotonic() - began
    pid = Occupancy(home).holder()
    if pid is None:
        raise RuntimeError("the house did not open")
    try:
        yield OpenHouse(home, port, pid), took
    finally:
        await _house("stop", environment)


async def _house(verb: str, environment: dict[str, str]) -> None:
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "yangguang_local", verb],
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError(said.decode())


def _start_up(key: str, what: str, took: list[float], bar: float) -> Figure:
    return Figure(
        key, f"the house: {what}", "s", took, f"<= {bar:g} s (ours)", median(took) <= bar,
        notes="`make up` without set-up: servers, migrations, demo data, 7 processes ready",
    )  # fmt: skip


# -- memory -----------------------------------------------------------------------


async def _memory(house: OpenHouse, rounds: int) -> Figure:
    await asyncio.sleep(REST_SECONDS)
    taken = []
    for _ in range(rounds):
        taken.append(sum(map(_pss, _family(house.pid))) / MEBIBYTE)
        await asyncio.sleep(1)
    return Figure(
        "memory", "memory of the whole embedded product at rest (PSS)", "MiB", taken,
        f"<= {MOST_MEMORY} MiB", median(taken) <= MOST_MEMORY,
        notes=f"{len(list(_family(house.pid)))} processes: supervisor, PostgreSQL, NATS, "
        "gateway and services; /proc/*/smaps_rollup",
    )  # fmt: skip


def _family(root: int) -> Iterator[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    todo = [root]
    while todo:
        pid = todo.pop()
        todo.extend(children.get(pid, []))
        yield pid


def _pss(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    line = next((line for line in text.splitlines() if line.startswith("Pss:")), "Pss: 0")
    return int(line.split()[1]) * 1024


# -- passage ----------------------------------------------------------------------


def outside_token(port: int, login: str = "zhang") -> str:
    """What somebody of the demo, a citizen if nobody is named, is given when logging in."""
    form = urllib.parse.urlencode({"username": login, "password": "demo"}).encode()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/auth/token", form) as answer:
        return str(json.load(answer)["access_token"])


async def _passage(house: OpenHouse, pairs: int, seconds: int) -> list[Figure]:
    tool = LoadTool(house.home, frozenset(os.sched_getaffinity(0)))
    request = [Request("/api/v1/matters?limit=1")]

    token = await asyncio.to_thread(outside_token, house.port)  # past the cache

    async def by_gateway() -> float:
        answered = await tool.run(
            house.port, request, method="GET", token=token, at_once=16, seconds=seconds
        )
        return answered.per_second

    async def directly() -> float:
        answered = await tool.run(
            house.approvals_port, request, method="GET", token=house.badge(ANONYMOUS),
            at_once=16, seconds=seconds,
        )  # fmt: skip
        return answered.per_second

    async def slowly_by_gateway() -> float:
        answered = await tool.run(
            house.port, request, method="GET", token=token, at_once=1, seconds=2
        )
        return answered.p50

    async def slowly() -> float:
        badge = house.badge(ANONYMOUS)
        answered = await tool.run(
            house.approvals_port, request, method="GET", token=badge, at_once=1, seconds=2
        )
        return answered.p50

    ours, theirs = await paired(pairs, by_gateway, directly)
    slow, quick = await paired(pairs, slowly_by_gateway, slowly)
    added = [mine - other for mine, other in zip(slow, quick, strict=True)]
    return [
        Figure(
            "passage", "gateway, pass-through", "requests/s", ours, f">= {PASSAGE_BAR:.0%}",
            ratio(ours, theirs) >= PASSAGE_BAR, "the same route at the service directly", theirs,
            f"GET /api/v1/matters?limit=1, {tool.name}, 16 connections, nothing pinned",
        ),
        Figure(
            "passage_added", "gateway, pass-through, p50 added at rest", "ms", added,
            f"<= {MOST_ADDED_MS:g} ms", median(added) <= MOST_ADDED_MS,
            notes="one connection; the difference of the medians of each pair",
        ),
    ]  # fmt: skip


# -- the way of a fact ------------------------------------------------------------


async def _way_of_a_fact(house: OpenHouse, rounds: int) -> list[Figure]:
    async with (
        connected(house.dsn("approvals")) as approvals,
        connected(house.dsn("feedback")) as feedback,
    ):
        await filled_cases.fill(approvals, rounds * SAMPLES)
        taken: list[list[float]] = []
        for number in range(rounds):
            numbers = range(number * SAMPLES, (number + 1) * SAMPLES)
            taken.append([await _until_invited(house, feedback, n) for n in numbers])
    everything = [one for sample in taken for one in sample]
    tails = [percentile(sample, 99) for sample in taken]
    note = (
        f"{len(everything)} cases closed one after another; from the answer of the request that "
        f"closed the case to its review opportunity in feedback's database; over all: "
        f"p50 {percentile(everything, 50):.1f} ms, p99 {percentile(everything, 99):.1f} ms"
    )
    return [
        Figure(
            "events_p50", "events, commit to foreign effect at rest, p50", "ms",
            [percentile(sample, 50) for sample in taken], "", None, notes=note,
        ),
        Figure(
            "events_p99", "events, commit to foreign effect at rest, p99", "ms", tails,
            f"<= {MOST_LATENCY_MS:g} ms", percentile(everything, 99) <= MOST_LATENCY_MS,
        ),
    ]  # fmt: skip


async def _until_invited(house: OpenHouse, feedback: Pool, number: int) -> float:
    case = filled_cases.case_id(number)
    await _withdraw(house, case)
    began = time.perf_counter()
    while not await feedback.fetchval(INVITED, case):  # noqa: ASYNC110 - only looking can tell
        await asyncio.sleep(0.001)
    took = time.perf_counter() - began
    await asyncio.sleep(0.05)
    return took * 1000


async def _withdraw(house: OpenHouse, case: UUID) -> None:
    reader, writer = await asyncio.open_connection(LOOPBACK, house.approvals_port)
    writer.write(
        f"POST /api/v1/cases/{case}/withdraw HTTP/1.1\r\nHost: {LOOPBACK}\r\n"
        f"Authorization: Bearer {house.badge(APPLICANT)}\r\n"
        "Content-Length: 0\r\nConnection: close\r\n\r\n".encode()
    )
    answer = await reader.read()
    writer.close()
    if b" 200 " not in answer.split(b"\r\n", 1)[0]:
        raise RuntimeError(answer.decode(errors="replace"))
