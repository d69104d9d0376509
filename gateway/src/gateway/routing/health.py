"""How the services are: each asked at most every two seconds, whoever wants to know."""

import asyncio
import time
from collections.abc import Iterable
from typing import Any, Literal

import aiohttp
import orjson

from gateway.routing.upstreams import Instance, Upstream, Upstreams

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
        return together(await asyncio.gather(*map(self._of_instance, upstream.instances)))

    async def _of_instance(self, instance: Instance) -> State:
        address = f"{instance.address}/health/ready"
        try:
            async with self._session.get(address, timeout=SECONDS) as answer:
                told = orjson.loads(await answer.read())
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return "down"
        if answer.status != OK or not isinstance(told, dict):
            return "down"
        return "degraded" if told.get("status") == "degraded" else "up"


def together(states: Iterable[State]) -> State:
    """Up when all are (or there are none), down when all are, else degraded."""
    match sorted(set(states)):
        case [] | ["up"]:
            return "up"
        case ["down"]:
            return "down"
    return "degraded"
