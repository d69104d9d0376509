"""How every side of the same job is paced and timed; runs in both environments.

A side is a program of its own: it is told an address of PostgreSQL, how many cases
and how many at once, and prints a line of JSON for each step. All cases are started first;
then all are decided, one decision of every case before the next of any.
"""

import argparse
import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import uvloop

DECISIONS = ("food_permit", "hygiene_permit", "signboard", "tax", "seal")


class Side(Protocol):
    """One engine doing the job."""

    async def start(self, number: int) -> None:
        """Start a case; durable when this returns."""

    async def decide(self, number: int, key: str) -> None:
        """Record a department's decision; durable when this returns."""

    async def settled(self, cases: int) -> None:
        """Return when every case has taken its five decisions; refuse when one has not."""


@dataclass(frozen=True)
class Asked:
    """What a side is told."""

    dsn: str
    cases: int
    at_once: int
    variant: str


def asked() -> Asked:
    """What stands on the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dsn", required=True)
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--at-once", type=int, required=True)
    parser.add_argument("--variant", default="")
    return Asked(**vars(parser.parse_args()))


async def paced(side: Side, told: Asked) -> None:
    """Do the job; print the rate of both steps and the processor time one cost this process."""
    numbers = range(told.cases)
    decisions = [(number, key) for key in DECISIONS for number in numbers]
    with _timed("starts", told.cases):
        await _all(told.at_once, side.start, ((number,) for number in numbers))
    with _timed("decisions", len(decisions)):
        await _all(told.at_once, side.decide, decisions)
        await side.settled(told.cases)


@contextmanager
def _timed(step: str, times: int) -> Iterator[None]:
    began, used = time.perf_counter(), time.process_time()
    yield
    spent, worked = time.perf_counter() - began, time.process_time() - used
    print(json.dumps({"step": step, "rate": times / spent, "cpu": worked / times}), flush=True)


async def _all(
    at_once: int, do: Callable[..., Awaitable[None]], listed: Iterable[tuple[Any, ...]]
) -> None:
    """Every one of them, so many at a time."""
    waiting = iter(listed)

    async def work() -> None:
        for arguments in waiting:
            await do(*arguments)

    await asyncio.gather(*(work() for _ in range(at_once)))


def run(job: Coroutine[Any, Any, None]) -> None:
    """Run a side to its end, on the loop our services run on."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(job)
