"""Many machines on one: network namespaces with addresses of their own, on a switch of their own.

The switch, too, lies in a namespace: nothing of it can be seen, or reached, from outside.
"""

import asyncio
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self, TypeVar

import psutil

from yangguang_local.children import GUARD, Program

NETWORK = "10.231.0.0/24"
IP = shutil.which("ip", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin") or "ip"
CLONE_NEWNET = 0x40000000  # of <linux/sched.h>

T = TypeVar("T")


@dataclass(frozen=True)
class Machine:
    """A namespace with one address and one cable."""

    name: str
    address: str
    namespace: str
    switch: str

    def inside(self, program: Program) -> Program:
        """The same program, run on this machine; it changes its user when it is there."""
        orphaned = str(int(program.if_orphaned))
        guard = [sys.executable, "-I", "-S", GUARD, orphaned, str(os.getpid()), program.user]
        entering = [IP, "netns", "exec", self.namespace, *guard]
        return replace(program, user="-", arguments=[*entering, *program.arguments])

    def cut_off(self) -> None:
        """Pull the cable: what runs goes on, and nobody hears it; connections say nothing."""
        _ip("-n", self.switch, "link", "set", self.name, "down")

    def let_back(self) -> None:
        """Plug it in again."""
        _ip("-n", self.switch, "link", "set", self.name, "up")


@dataclass
class Network:
    """A switch and the machines on it, for the length of a block."""

    prefix: str = field(default_factory=lambda: f"yg-{os.getpid()}")
    machines: dict[str, Machine] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Make the switch."""
        _sweep()
        self._switch = self._namespace("switch")
        _ip("-n", self._switch, "link", "add", "bridge", "type", "bridge")
        _ip("-n", self._switch, "link", "set", "bridge", "up")
        return self

    def __exit__(self, *_: object) -> None:
        """Take everything away."""
        for name in ["switch", *self.machines]:
            with suppress(subprocess.CalledProcessError):
                _ip("netns", "del", f"{self.prefix}-{name}")

    def add(self, name: str) -> Machine:
        """One more machine, with the next address."""
        address = f"10.231.0.{len(self.machines) + 10}"
        machine = Machine(name, address, self._namespace(name), self._switch)
        self.machines[name] = machine
        of_switch, of_machine = ("-n", self._switch), ("-n", machine.namespace)
        peer = ("type", "veth", "peer", "name", "eth0", "netns", machine.namespace)
        _ip(*of_switch, "link", "add", name, *peer)
        _ip(*of_switch, "link", "set", name, "master", "bridge", "up")
        _ip(*of_machine, "address", "add", f"{address}/24", "dev", "eth0")
        _ip(*of_machine, "link", "set", "eth0", "up")
        return machine

    def _namespace(self, name: str) -> str:
        namespace = f"{self.prefix}-{name}"
        _ip("netns", "add", namespace)
        _ip("-n", namespace, "link", "set", "lo", "up")
        return namespace


def why_not() -> str | None:
    """Why this machine cannot be many; None when it can."""
    try:
        with Network(f"yg-{os.getpid()}t") as network:
            network.add("probe")
    except FileNotFoundError:
        return "no iproute2 (apt-get install iproute2)"
    except subprocess.CalledProcessError as refused:
        return f"no network namespaces here: {refused.stderr.strip()}"
    return None


def run_on(machine: Machine, story: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Live a story on a machine: in a thread that has moved there, and its children with it."""

    def there() -> T:
        with Path(f"/run/netns/{machine.namespace}").open() as namespace:
            if ctypes.CDLL(None, use_errno=True).setns(namespace.fileno(), CLONE_NEWNET) != 0:
                raise OSError(ctypes.get_errno(), f"cannot enter {machine.namespace}")
        return asyncio.run(story())

    with ThreadPoolExecutor(1) as alone:
        return alone.submit(there).result()


def _ip(*words: str) -> str:
    return subprocess.run(  # noqa: S603  our own names
        [IP, *words], check=True, capture_output=True, text=True
    ).stdout


def _sweep() -> None:
    """Forget what trials left that were killed."""
    for line in _ip("netns", "list").splitlines():
        namespace = line.split(" ")[0]
        whose = namespace.split("-")[1].rstrip("t") if namespace.startswith("yg-") else ""
        if whose.isdecimal() and not psutil.pid_exists(int(whose)):
            _ip("netns", "del", namespace)
