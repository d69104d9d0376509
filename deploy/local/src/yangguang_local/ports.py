"""Ports: the one given for the gateway, and free ones inside, remembered for the next start."""

import json
import random
import socket
from collections.abc import Iterable
from pathlib import Path

from yangguang_local.failures import StartFailed

LOOPBACK = "127.0.0.1"
INSIDE = range(20_000, 32_000)  # below the range the kernel lends to outgoing connections


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether somebody could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def require_free(port: int, host: str = LOOPBACK) -> None:
    """Refuse a start whose outside port is taken, before anything runs."""
    if not is_free(port, host):
        raise StartFailed(
            "gateway",
            f"端口 {port} 已被占用 (port {port} is taken).",
            f"关闭占用它的程序,或换一个端口 (or choose another): PORT={port + 1} make run",
        )


def inside_ports(names: Iterable[str], remembered: Path) -> dict[str, int]:
    """A free port for each name: the one of last time if it is still free."""
    known: dict[str, int] = json.loads(remembered.read_text()) if remembered.exists() else {}
    chosen: dict[str, int] = {}
    for name in names:
        chosen[name] = _free_port(known.get(name), taken=set(chosen.values()))
    remembered.write_text(json.dumps(known | chosen, indent=2))
    return chosen


def _free_port(wanted: int | None, taken: set[int]) -> int:
    candidates = random.sample(INSIDE, 200)
    if wanted is not None:
        candidates.insert(0, wanted)
    for port in candidates:
        if port not in taken and is_free(port):
            return port
    raise StartFailed("house", "找不到空闲端口 (no free port found).", "Close some programs.")
