"""Visitors who ask without a pause, by themselves down to the socket, so that nothing is retried.

A library that sends a lost request once more would hide what is to be counted.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle

LONGEST_ANSWER = 30


@dataclass
class Heard:
    """One answer, whole."""

    status: int
    head: bytes
    body: bytes

    @property
    def is_the_last(self) -> bool:
        """Whether the connection ends with it."""
        return b"connection: close" in self.head.lower()

    @property
    def is_a_problem(self) -> bool:
        """Whether it is a problem document that says what it is about."""
        return b"application/problem+json" in self.head and b'"request_id"' in self.body


@dataclass
class Tally:
    """What visitors were answered, and what they were not."""

    statuses: Counter[int] = field(default_factory=Counter)
    methods: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    last_ones: int = 0
    problems: int = 0
    longest_gap: float = 0.0
    _heard_at: float = field(default_factory=time.perf_counter)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def answered(self) -> int:
        """How many were answered, whatever the answer."""
        return len(self.seconds)

    def heard(self, question: "Question", answer: Heard, since: float) -> None:
        """One more answer."""
        now = time.perf_counter()
        self.methods[question.method] += 1
        self.statuses[answer.status] += 1
        self.seconds.append(now - since)
        self.last_ones += answer.is_the_last
        self.problems += answer.is_a_problem
        self.longest_gap = max(self.longest_gap, now - self._heard_at)
        self._heard_at = now
        self._news.set()

    def missed(self, fault: BaseException) -> None:
        """A request that got no answer."""
        self.failed.append(repr(fault))
        self._news.set()

    async def more(self, number: int) -> None:
        """Wait for so many answers more."""
        before = self.answered
        await self.until(lambda: self.answered >= before + number)

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait until it is so, or a request failed."""
        while not so() and not self.failed:
            self._news.clear()
            await self._news.wait()

    def __str__(self) -> str:
        return (
            f"accepted {self.answered}, failed {len(self.failed)}, "
            f"longest gap {self.longest_gap * 1000:.0f} ms, p99 {self.p99() * 1000:.0f} ms"
        )

    def p99(self) -> float:
        """Seconds that all but one of a hundred answers took at most."""
        return sorted(self.seconds)[len(self.seconds) * 99 // 100]


@dataclass(frozen=True)
class Question:
    """What a visitor asks again and again."""

    path: str
    method: str = "GET"
    body: bytes = b""

    def __bytes__(self) -> bytes:
        length = f"Content-Length: {len(self.body)}\r\n" if self.body else ""
        head = f"{self.method} {self.path} HTTP/1.1\r\nHost: x\r\nX-Request-Id: by-visitor\r\n"
        return f"{head}{length}\r\n".encode() + self.body


async def ask(
    question: Question, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> Heard:
    """Send it and read the whole answer, which says its length."""
    writer.write(bytes(question))
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next(line for line in lines if line.startswith(b"content-length:"))
    body = await reader.readexactly(int(length.partition(b":")[2]))
    return Heard(int(head.split(b" ", 2)[1]), head, body)


class Visitor:
    """Asks one thing after the other, on one connection as long as it lives, or each on its own."""

    def __init__(
        self, port: int, questions: Sequence[Question], tally: Tally, *, stays: bool
    ) -> None:
        self._port = port
        self._questions = questions
        self._tally = tally
        self._stays = stays
        self._leaving = False

    def leave(self) -> None:
        """Ask nothing more once the present answer is there."""
        self._leaving = True

    async def ask_on(self) -> None:
        """Ask until told to leave."""
        line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        for question in cycle(self._questions):
            if self._leaving:
                break
            began = time.perf_counter()
            try:
                async with asyncio.timeout(LONGEST_ANSWER):
                    line = line or await asyncio.open_connection("127.0.0.1", self._port)
                    answer = await ask(question, *line)
            except (OSError, EOFError, TimeoutError) as fault:
                self._tally.missed(fault)
                stays = False
            else:
                self._tally.heard(question, answer, began)
                stays = self._stays and not answer.is_the_last
            if line is not None and not stays:
                line[1].close()
                line = None
        if line is not None:
            line[1].close()


@asynccontextmanager
async def visitors(
    port: int, *questions: Question, staying: int = 4, passing: int = 4
) -> AsyncIterator[Tally]:
    """So many who keep their connection and so many who come anew, for the length of a block."""
    tally = Tally()
    crowd = [
        Visitor(port, questions, tally, stays=number < staying)
        for number in range(staying + passing)
    ]
    async with asyncio.TaskGroup() as asking:
        for each in crowd:
            asking.create_task(each.ask_on())
        try:
            yield tally
        finally:
            for each in crowd:
                each.leave()
