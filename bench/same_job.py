"""The same job side by side: ours, DBOS Transact and SpiffWorkflow, on one PostgreSQL.

The job: start a case, then five departments decide it, each of the six steps
durable before the caller goes on. Every side is a process of its own on all cores,
has the same number of callers at once and a connection for each; the sides take
turns, and each round begins with another one. Next to others' work the ratio says little:
ours needs PostgreSQL's core as much as its own, the others mostly wait for their own.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import filled_cases
import machine
from figures import Figure, ratio
from grounds import Grounds, connected

BENCH = Path(__file__).parent
OTHERS = BENCH.parent / ".venv-bench" / "bin" / "python"
AT_ONCE = 16
LEAST_TIMES = 10
QUIET = 0.2
STEPS = ("starts", "decisions")
DATABASE = "same_job"
APART = "apart"
NO_BAR = "(none: finer than its documentation has it)"


@dataclass(frozen=True)
class Step:
    """How many a second, and the seconds of processor time each cost its process."""

    rate: float
    cpu: float


@dataclass
class Engine:
    """One side: its program, the interpreter that has its packages, its address."""

    key: str
    name: str
    python: str
    dsn: str
    cases: int
    variant: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    measured: list[dict[str, Step]] = field(default_factory=list)

    async def run(self) -> None:
        """Do the job once and remember what it printed."""
        process = await asyncio.create_subprocess_exec(
            self.python, str(BENCH / f"same_job_{self.key}.py"), "--dsn", self.dsn,
            "--cases", str(self.cases), "--at-once", str(AT_ONCE), "--variant", self.variant,
            env=dict(self.environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        said, complained = await process.communicate()
        if process.returncode != 0:
            raise RuntimeError(f"{self.name}: {complained.decode()[-3000:]}")
        lines = [json.loads(line) for line in said.splitlines() if line.startswith(b"{")]
        self.measured.append({one.pop("step"): Step(**one) for one in lines})

    def rates(self, step: str) -> list[float]:
        """How many a second, run by run."""
        return [one[step].rate for one in self.measured]

    def cost(self, step: str) -> str:
        """The least processor time of one, in its own process."""
        return f"{min(one[step].cpu for one in self.measured) * 1000:.2f} ms"


async def measure(grounds: Grounds, pairs: int, _: int) -> list[Figure]:
    """Starts and decisions a second, ours beside each of the others."""
    await grounds.make_databases("approvals")
    async with grounds.databases.session() as session:
        await session.execute(f"CREATE DATABASE {DATABASE}")
    async with connected(grounds.databases.superuser_dsn("approvals")) as pool:
        await filled_cases.fill(pool, 0)
    ours, *others = engines = _engines(grounds)
    for engine in engines:
        await engine.run()  # to warm up
        engine.measured.clear()
    quiet = machine.busy() <= QUIET
    for number in range(pairs):
        turn = number % len(engines)
        for engine in (*engines[turn:], *engines[:turn]):
            await engine.run()
    return [_figure(ours, other, step, quiet=quiet) for step in STEPS for other in others]


def _engines(grounds: Grounds) -> list[Engine]:
    own, theirs = grounds.dsn("approvals"), grounds.databases.superuser_dsn(DATABASE)
    dbos, spiff = _versions("dbos", "SpiffWorkflow")
    python, environment = str(OTHERS), grounds.environment("approvals", "serve")
    return [
        Engine("ours", "svc-approvals", sys.executable, own, 1_000, environment=environment),
        Engine("dbos", f"DBOS Transact {dbos}", python, theirs, 150),
        Engine("spiff", f"SpiffWorkflow {spiff}", python, theirs, 200),
        Engine("spiff", f"SpiffWorkflow {spiff}, specification apart", python, theirs, 200, APART),
    ]


def _versions(*packages: str) -> list[str]:
    asked = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [OTHERS, "-c", asked, *packages], capture_output=True, text=True, check=True
    )
    return told.stdout.split()


def _figure(ours: Engine, other: Engine, step: str, *, quiet: bool) -> Figure:
    mine, theirs = ours.rates(step), other.rates(step)
    enough = ratio(mine, theirs) >= LEAST_TIMES
    return Figure(
        "_".join(filter(None, ("same_job", step, other.key, other.variant))),
        f"the same job, {step}", f"{step}/s",
        mine, NO_BAR if other.variant else f">= {LEAST_TIMES}x", None if other.variant else enough,
        other.name, theirs,
        f"{AT_ONCE} callers at once, all cores; {ours.cases:,} cases of ours a round, "
        f"{other.cases:,} of theirs; least processor time of one in the process itself: "
        f"{ours.cost(step)} beside {other.cost(step)}",
        conclusive=quiet,
    )  # fmt: skip
