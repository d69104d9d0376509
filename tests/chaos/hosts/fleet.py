"""The house on many machines: servers of their own, two of every service and of the gateway."""

import asyncio
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from chaos import looking
from chaos.hosts.nats_cluster import NatsCluster
from chaos.hosts.network import Machine, Network
from chaos.hosts.next_version import Version
from chaos.hosts.postgres_pair import Pair
from chaos.hosts.proxy import NGINX, Proxy

from yangguang_local.children import Child, Program
from yangguang_local.house import Addresses, House, Service
from yangguang_local.processes import WORK_READY, answers, errand

LONGEST_START = 240.0
UNREAD = {"documents", "budget"}  # nobody reads their demos, and they take long to load
NATS, DATABASES, APPS = ("nats1", "nats2", "nats3"), ("db1", "db2"), ("app1", "app2")


@dataclass(frozen=True)
class FarAddresses(Addresses):
    """What processes on many machines are told."""

    apps: tuple[Machine, ...] = ()

    def environment(self, service: Service, verb: str, house: House) -> dict[str, str]:  # type: ignore[override]
        """As in a house of one machine, but for addresses and replicas."""
        told = super().environment(service, verb, house)
        told[f"{service.prefix}NATS_REPLICAS"] = "3"
        if service.is_gateway:
            told["GATEWAY_LIMIT_FACTOR"] = "0"
            for other in house.services:
                told[f"GATEWAY_UPSTREAM_{other.name.upper()}"] = ",".join(
                    f"http://{app.address}:{self.ports[other.name]}" for app in self.apps
                )
        return told


@dataclass
class Replica:
    """One process of a service on one machine."""

    member: Service
    verb: str
    machine: Machine
    environment: dict[str, str]
    port: int
    heard: list[str]
    child: Child = field(init=False)

    async def start(self) -> None:
        """Until it says that it is ready."""
        name = f"{self.member.name} {self.verb} on {self.machine.name}"
        program = Program(
            name=name,
            arguments=[sys.executable, "-m", self.member.module, self.verb],
            environment=self.environment,
            ready_words=WORK_READY,
        )
        self.child = Child(
            self.machine.inside(program), lambda line: self.heard.append(f"{name} | {line}")
        )
        await self.child.start()
        if self.verb == "work":
            await self.child.ready(LONGEST_START)
        else:
            ready = answers(self.port, host=self.machine.address)
            await self.child.until(ready, LONGEST_START)

    async def replace(self, version: Version) -> None:
        """Stop the old one as a roll does, and start the new one in its place."""
        await self.child.stop()
        self.environment |= version.environment
        await self.start()


class Fleet:
    """All of it, over one folder."""

    def __init__(self, home: Path, network: Network, house: House) -> None:
        self.house = house
        self.client = network.add("client")
        self.machines = {name: network.add(name) for name in (*NATS, *DATABASES, *APPS)}
        self.nats = NatsCluster(home, [self.machines[name] for name in NATS])
        self.heard: list[str] = []
        primary, standby = (self.machines[name] for name in DATABASES)
        self.postgres = Pair(home, primary, standby, self.heard.append)
        self.replicas: list[Replica] = []
        self.proxy: Proxy | None = None
        self.versions: dict[str, Version] = {}
        ports = {member.name: 8000 + number for number, member in enumerate(house.everyone)}
        apps = tuple(self.machines[name] for name in APPS)
        self.addresses = FarAddresses(
            home, self.postgres.databases, self.nats.url, ports, apps=apps
        )
        if NGINX is not None:
            self.proxy = Proxy(home, network.add("proxy"), self.gateways)

    @property
    def doors(self) -> list[str]:
        """Where people knock: at the proxy; without nginx at one gateway after the other."""
        return self.gateways if self.proxy is None else [self.proxy.url]

    @property
    def gateways(self) -> list[str]:
        """The addresses of the gateways."""
        port = self.addresses.ports[self.house.gateway.name]
        return [f"http://{app.address}:{port}" for app in self.addresses.apps]

    async def open(self) -> None:
        """Servers, databases, then everything else at once, as `make run` does."""
        await together([self.nats.start(), self.postgres.start()])
        everyone = self.house.everyone
        await together(self.postgres.databases.ensure(member.name) for member in everyone)
        await together(self._errand(member, "migrate") for member in everyone)
        self.replicas = [
            self._replica(member, verb, app)
            for app in self.addresses.apps
            for member in everyone
            for verb in ("work", "serve")
        ]
        loads = [self._errand(member, "load") for member in everyone if member.name not in UNREAD]
        await together([*(replica.start() for replica in self.replicas), *loads])
        if self.proxy is not None:
            await self.proxy.start()

    async def close(self) -> None:
        """Stop whatever runs, cut off or not."""
        for machine in self.machines.values():
            machine.let_back()
        if self.proxy is not None:
            await self.proxy.stop()
        await together(one.child.stop() for one in self.replicas if hasattr(one, "child"))
        await self.nats.stop()
        await self.postgres.stop()

    async def roll(self, name: str, version: Version) -> None:
        """Migrate, then one process after the other, while the others serve."""
        member = self.house.member(name)
        self.versions[name] = version
        code, said = await self.command(name, "migrate")
        assert code == 0, said
        for replica in self.replicas:
            if replica.member == member:
                await replica.replace(version)

    async def titles(self, name: str) -> list[str]:
        """What the instances of a service call themselves."""
        port = self.addresses.ports[name]
        found: list[str] = []
        async with aiohttp.ClientSession() as session:
            for app in self.addresses.apps:
                async with session.get(f"http://{app.address}:{port}/openapi.json") as answer:
                    found.append((await answer.json())["info"]["title"])
        return found

    async def rows(self, service: str, sql: str) -> list[dict[str, Any]]:
        """What a service's database holds."""
        return await looking.rows(self.postgres.databases.dsn(service), sql)

    async def told(self, stream: str) -> list[dict[str, Any]]:
        """Every message of a stream, in its order."""
        return await looking.told(self.nats.url, stream)

    async def command(self, service: str, *words: str) -> tuple[int, str]:
        """Run a command of a service, of the version that runs: its exit code and what it says."""
        member = self.house.member(service)
        environment = self.addresses.environment(member, "migrate", self.house)
        if service in self.versions:
            environment |= self.versions[service].environment
        return await looking.command(member.module, words, environment)

    async def _errand(self, member: Service, verb: str) -> None:
        await errand(member, verb, self.addresses, self.house, self.heard.append)

    def _replica(self, member: Service, verb: str, app: Machine) -> Replica:
        told = self.addresses.environment(member, verb, self.house)
        told[f"{member.prefix}HTTP_HOST"] = app.address
        port = self.addresses.ports[member.name]
        return Replica(member, verb, app, told, port, self.heard)


async def together(deeds: Iterable[Any]) -> None:
    """All at once; the first failure ends the others."""
    async with asyncio.TaskGroup() as group:
        for deed in deeds:
            group.create_task(deed)
