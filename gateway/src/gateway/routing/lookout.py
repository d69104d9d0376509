"""Behind a name: instances that come are found, those that leave are let go, within seconds."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import structlog

from gateway.routing.instances import Name
from gateway.routing.upstreams import Upstream

log = structlog.get_logger("lookout")

LOOK_SECONDS = 3.0

# A resolver that is silent keeps its threads for long: passwords are checked in others.
_askers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="lookout")

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


async def addresses_of(host: str, port: int) -> Sequence[str]:
    """What the system's resolver knows; OSError when it knows nothing."""
    ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    found = await asyncio.get_running_loop().run_in_executor(_askers, ask)
    return sorted({str(address[0]) for *_, address in found})


class Lookout:
    """Looks after one name of a service.

    While the name leads nowhere, or nobody resolves it, the instances known last stay: they
    may well be there, and if not, their circuits say so.
    """

    def __init__(self, upstream: Upstream, name: Name, resolve: Resolve = addresses_of) -> None:
        self.looked = asyncio.Event()
        self._upstream = upstream
        self._name = name
        self._resolve = resolve
        self._lost = False

    async def run(self) -> None:
        """Look again and again until cancelled."""
        while True:
            await self.look()
            self.looked.set()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Resolve the name once."""
        told = log.bind(service=self._upstream.key, name=self._name.said)
        try:
            addresses = await self._resolve(self._name.host, self._name.port)
        except (OSError, UnicodeError) as fault:
            if not self._lost:
                told.warning("name not resolved: the instances known last stay", fault=repr(fault))
            self._lost = True
            return
        if self._lost:
            told.info("name resolved again")
        self._lost = False
        came, left = self._upstream.found(self._name, addresses)
        if came or left:
            told.info("instances", came=came, left=left)
