"""Tests written in TypeScript, run by Node: compiled once, their failures told as they are."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from functools import cache
from pathlib import Path

CLIENTS = Path(__file__).parents[1] / "gateway/clients"


class NodeFailed(Exception):
    """A compiler or a test run by Node is not content; the message is what it printed."""


@cache
def compiled() -> Path:
    """The folder of the clients, compiled; what is up to date costs nothing."""
    with _alone():
        done = subprocess.run(
            ["npm", "run", "--silent", "build"],  # noqa: S607  as make finds it
            cwd=CLIENTS,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise NodeFailed(done.stdout + done.stderr)
    return CLIENTS


async def run_tests(*files: str, **environment: str) -> None:
    """Run compiled test files, named from the clients' folder; raises NodeFailed."""
    folder = await asyncio.to_thread(compiled)
    node = await asyncio.create_subprocess_exec(
        "node",
        "--test",
        *files,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        printed, _ = await node.communicate()
    finally:
        if node.returncode is None:
            node.kill()
    if node.returncode:
        raise NodeFailed(printed.decode())


@contextmanager
def _alone() -> Iterator[None]:
    """Several workers of a run would write the same files."""
    if not (CLIENTS / "node_modules").is_dir():
        raise NodeFailed("no node_modules in gateway/clients: make setup")
    with (CLIENTS / "node_modules/.building").open("w") as lock:
        flock(lock, LOCK_EX)
        yield
