"""A process of the house: watched, heard line by line, never outliving its starter."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from yangguang_local.failures import StartFailed

GUARD = str(Path(__file__).with_name("guarded.py"))
LONGEST_LINE = 1 << 20
LAST_WORDS_WITHIN = 5.0  # seconds; what it started may hold the pipe after its end


def unheard(line: str) -> None:
    """Let a line pass."""


class Ear(asyncio.SubprocessProtocol):
    """Hears a process line by line, and of its end as such: others may hold its pipe for longer."""

    def __init__(self, take: Callable[[str], None], at_the_end: Callable[[], None]) -> None:
        self.ended = asyncio.Event()
        self.silent = asyncio.Event()
        self._take, self._at_the_end = take, at_the_end
        self._begun = b""  # a line whose end is not here yet

    def pipe_data_received(self, fd: int, data: bytes) -> None:  # noqa: ARG002  one pipe
        """Pass on what is whole."""
        *whole, self._begun = (self._begun + data).split(b"\n")
        for line in whole:
            self._pass_on(line)
        if len(self._begun) > LONGEST_LINE:
            self._begun = b""
            self._take("(a line too long to show)")

    def pipe_connection_lost(self, *_: object) -> None:
        """Nobody holds the pipe any more; what stood without an end was the last line."""
        if self._begun:
            self._pass_on(self._begun)
        self.silent.set()

    def process_exited(self) -> None:
        """The process itself is over."""
        self._at_the_end()
        self.ended.set()

    def _pass_on(self, line: bytes) -> None:
        self._take(line.decode(errors="replace").rstrip())


@dataclass(frozen=True)
class Program:
    """What is started, as whom, and how one sees that it is ready."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    folder: Path | None = None
    user: str = "-"  # uid:gid
    ready_words: str | None = None
    if_orphaned: signal.Signals = signal.SIGKILL


class Child:
    """One life of a program. A program that died is started again as another child."""

    def __init__(self, program: Program, hear: Callable[[str], None] = unheard) -> None:
        """Nothing runs before `start`."""
        self.program = program
        self.last_lines: deque[str] = deque(maxlen=20)
        self._hear = hear
        self._said_ready = asyncio.Event()
        self._ear = Ear(self._take, self.kill_group)
        self._process: asyncio.SubprocessTransport | None = None

    @property
    def pid(self) -> int:
        """The process id, which is also the id of its process group."""
        assert self._process is not None, "started"  # noqa: S101  a mistake of ours, not of the world
        return self._process.get_pid()

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None and not self._ear.ended.is_set()

    async def start(self) -> None:
        """Start the process in a session of its own, so that Ctrl-C reaches only us."""
        program = self.program
        guard = [GUARD, str(int(program.if_orphaned)), str(os.getpid()), program.user]
        self._process, _ = await asyncio.get_running_loop().subprocess_exec(
            lambda: self._ear,
            *[sys.executable, "-I", "-S", *guard, *program.arguments],
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=STDOUT,
            env=dict(program.environment),
            cwd=program.folder,
            start_new_session=True,
        )

    async def ready(self, within: float | None) -> None:
        """Wait until it has said its ready words; refused with StartFailed if it ends first."""
        await self.until(self._said_ready.wait(), within)

    async def until(self, sign: Awaitable[object], within: float | None) -> None:
        """Wait for a sign of readiness; refused with StartFailed if the process ends first."""
        waiting = asyncio.ensure_future(sign)
        ending = asyncio.ensure_future(self.ended())
        done, open_ = await asyncio.wait(
            {waiting, ending}, timeout=within, return_when=asyncio.FIRST_COMPLETED
        )
        for task in open_:
            task.cancel()
        if waiting in done:
            waiting.result()
            return
        why = "没有按时就绪 (was not ready in time)."
        if done:
            why = f"已退出,代码 {ending.result()} (it ended with that code)."
        raise StartFailed(self.program.name, why, self.last_words())

    async def ended(self, *, last_words_within: float = LAST_WORDS_WITHIN) -> int:
        """Wait for the end, and for all it had to say; a negative code is the signal's number.

        What it started itself ends with it; what got away from its group is not heard for long.
        """
        assert self._process is not None  # noqa: S101  started
        await self._ear.ended.wait()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ear.silent.wait(), last_words_within)
        self._process.close()
        code = self._process.get_returncode()
        assert code is not None  # noqa: S101  it has ended
        return code

    async def stop(self, sign: signal.Signals = signal.SIGTERM, within: float = 12) -> bool:
        """End it politely, then by force, with its whole group; true if it went by itself."""
        if self._process is None:
            return True
        self._send(sign)
        try:
            await asyncio.wait_for(self._ear.ended.wait(), within)
        except TimeoutError:
            polite = False
        else:
            polite = True
        self.kill_group()
        await self.ended()
        return polite

    def kill_group(self) -> None:
        """Kill the process and whatever it started itself, while it is there."""
        if self.running:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)

    def _send(self, sign: signal.Signals) -> None:
        if self.running:
            with suppress(ProcessLookupError):
                os.kill(self.pid, sign)

    def _take(self, line: str) -> None:
        self.last_lines.append(line)
        if self.program.ready_words and self.program.ready_words in line:
            self._said_ready.set()
        self._hear(line)

    def last_words(self) -> str:
        """The last lines it said, for whoever has to find out why."""
        if not self.last_lines:
            return "它没有留下任何信息 (it said nothing)."
        return "最后的输出 (its last words):\n    " + "\n    ".join(self.last_lines)
