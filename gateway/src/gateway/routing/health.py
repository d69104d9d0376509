"""How the services are: each instance asked every two seconds, in the background.

Who says it is not ready, or says nothing, is passed by while another is ready; the status page
shows what was heard.
"""

import asyncio
import time
from collections.abc import Iterable
from typing import Any, Literal

import aiohttp
import orjson
import structlog

from gateway.routing.instances import Instance
from gateway.routing.upstreams import Upstream, Upstreams

log = structlog.get_logger("health")

SECONDS = aiohttp.ClientTimeout(total=1, sock_connect=0.5)
GOOD_FOR_SECONDS = 2.0
OK = 200

State = Literal["up", "degraded", "down"]


class Health:
    """The state of every service and of all together."""

    def __init__(self, session: aiohttp.ClientSession, upstreams: Upstreams) -> None:
        self._session = session
        self._upstreams = upstreams
        self._told: dict[str, Any] = {}
        self._due = 0.0
        self._asking = asyncio.Lock()

    async def run(self) -> None:
        """Ask again and again until cancelled."""
        while True:
            await self.read()
            await asyncio.sleep(GOOD_FOR_SECONDS)

    async def read(self) -> dict[str, Any]:
        """The state as the status page shows it."""
        async with self._asking:
            if time.monotonic() >= self._due:
                self._told = await self._ask_all()
                self._due = time.monotonic() + GOOD_FOR_SECONDS
        return self._told

    async def _ask_all(self) -> dict[str, Any]:
        states = await asyncio.gather(*map(self._of_service, self._upstreams.values()))
        parts = [
            {"name": name, "state": state}
            for name, state in zip(self._upstreams, states, strict=True)
        ]
        return {"state": together(states), "parts": parts}

    async def _of_service(self, upstream: Upstream) -> State:
        """Down as well when nothing was found behind its name yet."""
        instances = upstream.instances
        states = await asyncio.gather(*map(self._of_instance, instances))
        for instance, state in zip(instances, states, strict=True):
            _note(upstream, instance, is_ready=state != "down")
        return together(states) if states else "down"

    async def _of_instance(self, instance: Instance) -> State:
        try:
            async with instance.get(self._session, "/health/ready", timeout=SECONDS) as answer:
                told = orjson.loads(await answer.read())
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return "down"
        if answer.status != OK or not isinstance(told, dict):
            return "down"
        return "degraded" if told.get("status") == "degraded" else "up"


def _note(upstream: Upstream, instance: Instance, *, is_ready: bool) -> None:
    """Keep it for the choice of an instance; a change has its line in the log."""
    if instance.ready != is_ready:
        instance.ready = is_ready
        said = "ready again" if is_ready else "passed by: not ready"
        log.warning(said, service=upstream.key, instance=instance.address)


def together(states: Iterable[State]) -> State:
    """Up when all are (or there are none), down when all are, else degraded."""
    match sorted(set(states)):
        case [] | ["up"]:
            return "up"
        case ["down"]:
            return "down"
    return "degraded"
