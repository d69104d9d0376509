"""Files of strangers are read by a process made for each one, with little time and memory.

Parsers of office formats are where a hostile file takes hold of a process. A template process
imports the parsers once and sees no file; for each request it forks a child, confines it, and
passes on what the child says. So a child can spoil only its own answer, and starting one costs
milliseconds. Template processes start when they are needed and end when nobody asks for a while
or their owner is gone.
"""

import asyncio
import os
import resource
import select
import signal
import sys
import time
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import orjson

MIB: Final = 1024 * 1024
IDLE: Final = 60.0  # seconds after which a template that nobody asks ends
HEAD: Final = 8  # bytes of the length before a message
PIECE: Final = 1 << 16
Answer = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one request may cost: seconds of reckoning (and of waiting), bytes of memory."""

    seconds: int = 8
    memory: int = 1024 * MIB


def serve(answer: Answer, allowance: Allowance) -> None:
    """The life of a template process: whatever `answer` needs is imported before."""
    while asked := _asked():
        _send(1, _forked(answer, asked, allowance))


def _asked() -> bytes:
    """The next request; nothing when there will be none."""
    ready, _, _ = select.select([0], [], [], IDLE)
    head = _exactly(0, HEAD) if ready else b""
    return _exactly(0, int.from_bytes(head)) if len(head) == HEAD else b""


def _forked(answer: Answer, asked: bytes, allowance: Allowance) -> bytes:
    """What a child says, nothing when it came to an end of its own."""
    from_child, to_parent = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(from_child)
            _confine(allowance)
            _send_all(to_parent, orjson.dumps(answer(orjson.loads(asked))))
            os._exit(0)
        except BaseException:  # noqa: BLE001 - whatever it was, this process ends here
            os._exit(1)
    os.close(to_parent)
    with os.fdopen(from_child, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return said if status == 0 else b""


def _confine(allowance: Allowance) -> None:
    """From here on: little time, little memory, no new files."""
    signal.alarm(allowance.seconds + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (allowance.seconds, allowance.seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (allowance.memory, allowance.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Confined:
    """Asks template processes of one program, few at once."""

    def __init__(self, *program: str, patience: float = 9, at_once: int = 2) -> None:
        """`program` is what the interpreter runs ("-m", a module): it has to `serve`.

        `patience` is the seconds an answer may take in all.
        """
        self._program = program
        self._patience = patience
        self._places = asyncio.Semaphore(at_once)
        self._idle: list[_Template] = []

    async def ask(self, asked: dict[str, Any]) -> dict[str, Any] | None:
        """The answer; None when the process that was to give it died of the request.

        TimeoutError when all places were taken too long or the answer did not come, OSError when
        no process can be started.
        """
        until = time.monotonic() + self._patience
        async with asyncio.timeout(self._patience):
            await self._places.acquire()
        try:
            said = await asyncio.to_thread(self._ask, orjson.dumps(asked), until)
        finally:
            self._places.release()
        return orjson.loads(said) if said else None

    def close(self) -> None:
        """End the processes that wait."""
        while self._idle:
            self._idle.pop().end()

    def _ask(self, asked: bytes, until: float) -> bytes:
        template = self._waiting()
        if template is not None:
            try:
                return self._ask_one(template, asked, until)
            except BrokenPipeError:
                pass  # nobody had asked it for a while, and it was about to end
        return self._ask_one(_Template(self._program), asked, until)

    def _waiting(self) -> "_Template | None":
        while self._idle:
            template = self._idle.pop()
            if template.is_alive():
                return template
            template.end()
        return None

    def _ask_one(self, template: "_Template", asked: bytes, until: float) -> bytes:
        try:
            said = template.ask(asked, until)
        except OSError:  # TimeoutError is one
            template.end()
            raise
        self._idle.append(template)
        return said


class _Template:
    """A template process as its owner sees it."""

    def __init__(self, program: tuple[str, ...]) -> None:
        stdin, self._to = os.pipe()
        self._from, stdout = os.pipe()
        try:
            self._pid = os.posix_spawn(
                sys.executable, [sys.executable, "-P", "-s", *program], _environment(),
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, stdin, 0),
                    (os.POSIX_SPAWN_DUP2, stdout, 1),
                    (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
                ],
                setpgroup=0,
            )  # fmt: skip
        except OSError:
            os.close(self._to)
            os.close(self._from)
            raise
        finally:
            os.close(stdin)
            os.close(stdout)
        self.end = weakref.finalize(self, _end, self._pid, self._to, self._from)

    def is_alive(self) -> bool:
        """Whether it still waits for requests; it ends itself when none come."""
        return os.waitid(os.P_PID, self._pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def ask(self, asked: bytes, until: float) -> bytes:
        """What its child said; b"" when that died."""
        _send(self._to, asked)
        head = self._receive(HEAD, until)
        return self._receive(int.from_bytes(head), until)

    def _receive(self, size: int, until: float) -> bytes:
        received = bytearray()
        while len(received) < size:
            ready, _, _ = select.select([self._from], [], [], max(0, until - time.monotonic()))
            if not ready:
                raise TimeoutError
            piece = os.read(self._from, min(PIECE, size - len(received)))
            if not piece:
                raise BrokenPipeError
            received += piece
        return bytes(received)


def _environment() -> dict[str, str]:
    """Nothing of the owner's but where its code lies, if not in the interpreter's own folders."""
    folders = os.environ.get("PYTHONPATH")
    return {"LANG": "C.UTF-8"} | ({"PYTHONPATH": folders} if folders else {})


def _end(pid: int, *pipes: int) -> None:
    """End a template and whatever it forked, and let go of its pipes."""
    for pipe in pipes:
        os.close(pipe)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _send(pipe: int, message: bytes) -> None:
    _send_all(pipe, len(message).to_bytes(HEAD) + message)


def _send_all(pipe: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _exactly(pipe: int, size: int) -> bytes:
    received = bytearray()
    while len(received) < size:
        piece = os.read(pipe, min(PIECE, size - len(received)))
        if not piece:
            return b""
        received += piece
    return bytes(received)
