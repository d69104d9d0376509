"""Run the fake house as people do, and hear what it says."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

from yangguang_local.installation import forget_data
from yangguang_local.occupancy import Occupancy
from yangguang_local.ports import INSIDE, is_free

HERE = Path(__file__).parent


class RunningHouse:
    """One supervisor process over one HOME_DIR."""

    def __init__(self, home: Path, port: int, process: asyncio.subprocess.Process) -> None:
        self.home, self.port, self.process = home, port, process
        self.heard: list[str] = []

    async def hears(self, words: str, within: float = 60) -> str:
        """The first line from now on with these words; fails with all that was heard."""
        assert self.process.stdout is not None
        async with asyncio.timeout(within):
            while line := (await self.process.stdout.readline()).decode():
                self.heard.append(line)
                if words in line:
                    return line
        raise AssertionError(f"never heard {words!r} in:\n{''.join(self.heard)}")

    async def ends(self, sign: signal.Signals | None = None) -> int:
        """Its exit code, after a signal if one is given."""
        assert self.process.stdout is not None
        if sign is not None:
            self.process.send_signal(sign)
        self.heard.append((await self.process.stdout.read()).decode())
        return await self.process.wait()

    def descendants(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def descendant(self, *words: str) -> psutil.Process:
        """The one whose command line and environment carry these words."""
        found = [one for one in self.descendants() if _is_about(one, words)]
        assert len(found) == 1, [one.cmdline() for one in self.descendants()]
        return found[0]

    def state(self) -> dict[str, object]:
        return Occupancy(self.home).read()


def _is_about(process: psutil.Process, words: tuple[str, ...]) -> bool:
    try:
        return all(word in process.cmdline() or word in process.environ() for word in words)
    except psutil.NoSuchProcess:  # it ended while the others were asked
        return False


def a_free_port() -> int:
    return next(port for port in reversed(INSIDE) if is_free(port))


@asynccontextmanager
async def a_home(name: str = "home") -> AsyncIterator[Path]:
    """A place for HOME_DIR that PostgreSQL's user can walk to."""
    with tempfile.TemporaryDirectory(prefix="yg-house-") as folder:
        Path(folder).chmod(0o711)  # noqa: ASYNC240  a moment
        home = Path(folder) / name
        yield home
        forget_data(home)


@asynccontextmanager
async def a_house(home: Path, port: int | None = None, **told: str) -> AsyncIterator[RunningHouse]:
    """Start it; whatever the test does, nothing is left of it afterwards."""
    port = port or a_free_port()
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, str(HERE / "fake_house.py")],
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={
            **os.environ,
            "HOME_DIR": str(home),
            "PORT": str(port),
            "PYTHONPATH": str(HERE),
            "PYTHONUNBUFFERED": "1",
            **told,
        },
    )
    house = RunningHouse(home, port, process)
    try:
        yield house
    finally:
        if process.returncode is None:
            process.terminate()
            await house.ends()
