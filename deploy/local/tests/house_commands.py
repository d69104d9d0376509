"""Run the commands of a house as people do: `backup`, `restore` and the rest."""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Done:
    """How a command of the house ended, and what it said."""

    code: int
    said: str


async def house(home: Path, *words: str) -> Done:
    """Run a command over a HOME_DIR and wait for its end."""
    running = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "yangguang_local", *words],
        env={"PATH": "/usr/bin:/bin", "HOME_DIR": str(home)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await running.communicate()
    return Done(running.returncode or 0, said.decode())
