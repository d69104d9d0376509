"""Servers shared by all processes of one test run, started when somebody first asks.

The process that began the run keeps a thread with an event loop of its own; the
kernel ends the servers if that thread ends, however it ends. Others ask it over
a Unix socket: the name of a server in, what they need to know of it out.
"""

import asyncio
import fcntl
import json
import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import IO

Lend = Callable[[AsyncExitStack], Awaitable[str]]
IN_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of a random name is made in it
PREFIX, LOCK = "yg-test-", "lived-in"
ENOUGH_MEMORY = 10 * 1024**3  # a run keeps some 3 GiB there


class LentServers:
    """A keeper of servers; `address` is what the other processes are told."""

    def __init__(
        self, lenders: dict[str, Callable[[Path, AsyncExitStack], Awaitable[str]]]
    ) -> None:
        """Listen at once; start nothing yet."""
        for folder in (IN_MEMORY, Path(tempfile.gettempdir())):
            sweep(folder)
        self.home = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_roomiest()))
        self.home.chmod(0o711)  # PostgreSQL's user walks through
        (self.home / "lender").mkdir(mode=0o700)
        self._lived_in = _held(self.home / "lender")
        self.address = str(self.home / "lender" / "socket")
        self._lenders = lenders
        self._lent: dict[str, asyncio.Task[str]] = {}
        self._listening = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="lent servers")
        self._thread.start()
        self._listening.wait()

    def close(self) -> None:
        """Stop what was started, and forget its data."""
        assert self._loop is not None  # noqa: S101  set before anybody gets hold of us
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()
        shutil.rmtree(self.home, ignore_errors=True)
        self._lived_in.close()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with AsyncExitStack() as running:
            self._running = running
            server = await asyncio.start_unix_server(self._answer, self.address)
            self._listening.set()
            await self._over.wait()
            server.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        name = (await reader.readline()).decode().strip()
        if name not in self._lent:
            lend = self._lenders[name](self.home, self._running)
            self._lent[name] = asyncio.ensure_future(lend)
        try:
            answer = {"lent": await self._lent[name]}
        except Exception as fault:  # noqa: BLE001  told to whoever asked
            answer = {"fault": str(fault)}
        writer.write(json.dumps(answer).encode() + b"\n")
        await writer.drain()
        writer.close()


def sweep(folder: Path) -> None:
    """Forget the data of runs that were killed: nobody holds the lock of their home any more."""
    for lock in folder.glob(f"{PREFIX}*/lender/{LOCK}"):
        if os.access(lock, os.W_OK) and not _is_held(lock):
            shutil.rmtree(lock.parents[1], ignore_errors=True)


def _held(folder: Path) -> IO[str]:
    """The lock of a home, which is there only once it is held; the kernel lets go of it."""
    lock = (folder / "draft").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    (folder / "draft").rename(folder / LOCK)
    return lock


def _is_held(lock: Path) -> bool:
    with lock.open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _roomiest() -> Path | None:
    """In memory, where much is free and nobody chose a folder; else where temporary files go."""
    if "TMPDIR" in os.environ or not IN_MEMORY.is_dir():
        return None
    free = min(shutil.disk_usage(IN_MEMORY).free, _available_memory())
    return IN_MEMORY if free >= ENOUGH_MEMORY else None


def _available_memory() -> int:
    """In bytes, with what the kernel would give back; nothing where it does not say."""
    told = Path("/proc/meminfo")
    lines = told.read_text().splitlines() if told.exists() else []
    kilobytes = (line.split()[1] for line in lines if line.startswith("MemAvailable:"))
    return int(next(kilobytes, 0)) * 1024


def borrow(address: str, name: str, within: float = 120) -> str:
    """Ask the keeper for a server; waits until it is ready."""
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(within)
        asking.connect(address)
        asking.sendall(name.encode() + b"\n")
        with asking.makefile("rb") as heard:
            answer = json.loads(heard.readline())
    if "fault" in answer:
        raise RuntimeError(answer["fault"])
    return str(answer["lent"])
