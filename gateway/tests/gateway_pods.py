"""Instances of one service behind one name, on addresses of the loopback, that come and leave."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from gateway_building import Served, a_front, free_port
from gateway_services import EchoService

from gateway.routing.behind import Behind, services_behind

NAME = "approvals.test"
PATIENCE_SECONDS = 20


class Pod:
    """An instance: what its service saw, and what it says of its own health."""

    def __init__(self, host: str, port: int) -> None:
        self.service = EchoService()
        self.is_ready = True
        self.server = Served(self, port, host)

    @property
    def asked(self) -> int:
        return len(self.service.seen)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope.get("path") != "/health/ready":
            await self.service(scope, receive, send)
            return
        headers = [(b"content-length", b"2")]
        status = 200 if self.is_ready else 503
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"{}"})


class Pods:
    """All of them, and what a resolver is told when it asks for their name."""

    def __init__(self) -> None:
        self.port = free_port()
        self.looks = 0
        self.listed: list[str] = []
        self.fault: OSError | None = None
        self._all: list[Pod] = []

    @property
    def address(self) -> str:
        """As it stands in the settings."""
        return f"http+dns://{NAME}:{self.port}"

    async def start(self, *numbers: int) -> list[Pod]:
        """Start some and have them found."""
        started = [Pod(f"127.0.0.{number}", self.port) for number in numbers]
        for pod in started:
            await pod.server.start()
        self._all += started
        self.listed += [pod.server.host for pod in started]
        return started

    async def stop(self) -> None:
        for pod in self._all:
            pod.service.go_on.set()
            await pod.server.stop()

    async def resolve(self, host: str, _: int) -> Sequence[str]:
        """In place of the system's resolver."""
        assert host == NAME
        self.looks += 1
        if self.fault is not None:
            raise self.fault
        return [*self.listed]

    async def looked(self) -> None:
        """What is listed now is known."""
        seen = self.looks
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self.looks < seen + 2:  # noqa: ASYNC110 - only looking tells
                await asyncio.sleep(0.005)


@asynccontextmanager
async def a_front_of(pods: Pods) -> AsyncIterator[tuple[httpx2.AsyncClient, Behind]]:
    """A client of a front before these instances alone."""
    told = {"approvals": [pods.address]}
    try:
        async with (
            services_behind(told, pods.resolve) as behind,
            a_front(upstreams=behind.upstreams) as front,
        ):
            yield front, behind
    finally:
        await pods.stop()
