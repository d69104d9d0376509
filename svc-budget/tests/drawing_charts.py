"""Charts drawn by the real library, in Node, as SVG without a browser."""

import asyncio
import fcntl
import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "drawing"
WIDTH, HEIGHT = 960, 640


async def drawn(
    option: Mapping[str, Any], geometry: Mapping[str, Any] | None = None, height: int = HEIGHT
) -> str:
    """The SVG of an option; `geometry` is the map of its series, as a client registers it."""
    await asyncio.to_thread(_prepared)
    asked: dict[str, Any] = {"option": option, "width": WIDTH, "height": height}
    if geometry is not None:
        asked["map"] = {"name": option["series"][0]["map"], "geometry": geometry}
    node = await asyncio.create_subprocess_exec(
        "node", "draw.mjs", cwd=FOLDER, stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, wrong = await node.communicate(json.dumps(asked).encode() + b"\n")
    assert node.returncode == 0, wrong.decode()
    svg: str = json.loads(said)
    return svg


def _prepared() -> None:
    """What the lock names, installed once; several test processes may come here together."""
    with (FOLDER / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (FOLDER / "node_modules" / "echarts").is_dir():
            return
        npm = shutil.which("npm")
        assert npm, "Node 20 with npm is needed to draw charts"
        subprocess.run([npm, "ci", "--silent"], cwd=FOLDER, check=True)  # noqa: S603 - our own lock
