"""Requests over kept-alive connections: with `wrk` where it is installed, else with our own.

Both send a list of requests in order, a fixed number at a time, for some seconds,
from the cores the measured process does not run on.
"""

import asyncio
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import cast

import uvloop
from figures import percentile
from grounds import pinned

MICROSECONDS = 1_000_000
GOOD = b"HTTP/1.1 2"


@dataclass(frozen=True)
class Request:
    """What is sent."""

    path: str
    body: str = ""


@dataclass(frozen=True)
class Answered:
    """How a run went; latencies in milliseconds."""

    per_second: float
    p50: float
    p99: float
    requests: int


@dataclass(frozen=True)
class LoadTool:
    """Where requests go, and from which cores."""

    folder: Path
    cores: frozenset[int]

    @property
    def name(self) -> str:
        """Which tool it is."""
        return "wrk" if shutil.which("wrk") else "bench/load_tool.py"

    async def run(
        self,
        port: int,
        requests: Sequence[Request],
        *,
        method: str = "POST",
        token: str = "",
        at_once: int = 16,
        seconds: float = 5,
    ) -> Answered:
        """Send them; raises when any answer is not 2xx."""
        if shutil.which("wrk"):
            return await self._wrk(port, requests, method, token, at_once, seconds)
        plan = [_wire(method, one, token, port) for one in requests]
        return await asyncio.to_thread(_own, self.cores, port, plan, at_once, seconds)

    async def _wrk(
        self, port: int, requests: Sequence[Request], method: str, token: str, at_once: int,
        seconds: float,
    ) -> Answered:  # fmt: skip
        listed = self.folder / "requests.txt"
        listed.write_text("".join(f"{one.path}\t{one.body}\n" for one in requests))
        script = Path(__file__).with_name("requests.lua")
        with pinned(self.cores):
            process = await asyncio.create_subprocess_exec(
                "wrk", "-t1", f"-c{at_once}", f"-d{seconds:g}s", "--latency", "-s", str(script),
                f"http://127.0.0.1:{port}", "--", method, token or "-", str(listed),
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
        said = (await process.communicate())[0].decode()
        found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) ([\d.]+) ([\d.]+)", said)
        if found is None or int(found[3]) or int(found[4]) or int(found[1]) > len(requests) > 1:
            raise RuntimeError(f"not every answer was good, or too few requests:\n{said}")
        number, micros = int(found[1]), int(found[2])
        rate = number / micros * MICROSECONDS
        return Answered(rate, float(found[5]) / 1000, float(found[6]) / 1000, number)


def _wire(method: str, one: Request, token: str, port: int) -> bytes:
    body = one.body.encode()
    bearer = f"Authorization: Bearer {token}\r\n" if token else ""
    return (
        f"{method} {one.path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{bearer}"
        "Content-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body


class _Visitor(asyncio.Protocol):
    """One connection: sends the next request when the answer to the last one is whole."""

    def __init__(self, plan: Iterator[bytes], until: float, took: list[float]) -> None:
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._plan, self._until, self._took = plan, until, took
        self._heard = b""
        self._sent_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(
            "asyncio.Transport", transport
        )  # a stream's; uvloop's is no subclass
        self._send()

    def data_received(self, data: bytes) -> None:
        self._heard += data
        head, found, body = self._heard.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        if not found or (length and len(body) < int(length[1])):
            return
        if not head.startswith(GOOD):
            self.gone.set_exception(RuntimeError(self._heard.decode(errors="replace")))
            self._transport.close()
            return
        self._took.append(time.perf_counter() - self._sent_at)
        self._heard = b""
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.gone.done():
            self.gone.set_exception(exc or ConnectionError("closed before the end"))

    def _send(self) -> None:
        self._sent_at = time.perf_counter()
        request = next(self._plan, None) if self._sent_at < self._until else None
        if request is None:
            self.gone.set_result(None)
            self._transport.close()
        else:
            self._transport.write(request)


def _own(
    cores: frozenset[int], port: int, plan: Sequence[bytes], at_once: int, seconds: float
) -> Answered:
    async def send() -> Answered:
        took: list[float] = []
        began = time.perf_counter()
        requests = cycle(plan) if len(plan) == 1 else iter(plan)
        loop = asyncio.get_running_loop()
        visitors = [
            (await loop.create_connection(
                lambda: _Visitor(requests, began + seconds, took), "127.0.0.1", port
            ))[1]
            for _ in range(at_once)
        ]  # fmt: skip
        await asyncio.gather(*(visitor.gone for visitor in visitors))
        spent = time.perf_counter() - began
        return Answered(
            len(took) / spent, percentile(took, 50) * 1000, percentile(took, 99) * 1000, len(took)
        )

    with pinned(cores), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(send())
