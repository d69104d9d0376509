"""Three NATS servers on three machines, one JetStream of three replicas."""

import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chaos.hosts.network import Machine

from shared import broker
from yangguang_local.children import Child, Program
from yangguang_local.nats import account_name, server_program
from yangguang_local.secrets import Secrets

CLIENTS, ROUTES = 4222, 6222
CONFIGURATION = """\
server_name: {name}
listen: "{address}:{clients}"
max_payload: 1MB
jetstream {{
    store_dir: "{store}"
    sync_interval: always
}}
cluster {{
    name: yangguang
    listen: "{address}:{routes}"
    routes: [{others}]
}}
accounts {{
    {account}: {{ jetstream: enabled, users: [{{ user: {account}, password: "{password}" }}] }}
}}
"""


@dataclass
class NatsNode:
    """One of them."""

    machine: Machine
    child: Child

    async def kill(self) -> None:
        """kill -9."""
        self.child.kill_group()
        await self.child.ended()

    async def start(self) -> None:
        """Also after it was killed, over what it had on its disk."""
        self.child = Child(self.child.program)
        await self.child.start()
        await self.child.ready(60)


class NatsCluster:
    """All of them."""

    def __init__(self, home: Path, machines: Sequence[Machine]) -> None:
        self._password = Secrets(home / "secrets").password("nats")
        self.nodes = {one.name: NatsNode(one, self._child(home, one, machines)) for one in machines}

    @property
    def url(self) -> str:
        """What services are told."""
        who = f"{account_name(0)}:{self._password}"
        addresses = (node.machine.address for node in self.nodes.values())
        return ",".join(f"nats://{who}@{address}:{CLIENTS}" for address in addresses)

    async def start(self) -> None:
        """All of them; they elect their leaders by themselves."""
        for node in self.nodes.values():
            await node.start()

    async def stop(self) -> None:
        """Politely."""
        for node in self.nodes.values():
            await node.child.stop()

    async def leader_of(self, stream: str) -> NatsNode:
        """The server that takes what is published to a stream."""
        client = await broker.connect(self.url, "who leads", patience=20)
        told = (await client.jetstream(timeout=5).stream_info(stream)).cluster
        await broker.close(client)
        assert told is not None
        assert told.leader is not None
        return self.nodes[told.leader]

    def _child(self, home: Path, machine: Machine, machines: Sequence[Machine]) -> Child:
        folder = home / machine.name
        folder.mkdir(mode=0o700)
        configuration = folder / "server.conf"
        configuration.write_text(
            CONFIGURATION.format(
                name=machine.name,
                address=machine.address,
                clients=CLIENTS,
                routes=ROUTES,
                others=", ".join(f'"nats://{other.address}:{ROUTES}"' for other in machines),
                store=folder,
                account=account_name(0),
                password=self._password,
            )
        )
        program = Program(
            name=machine.name,
            arguments=[str(server_program()), "--config", str(configuration)],
            ready_words="Server is ready",
            if_orphaned=signal.SIGTERM,
        )
        return Child(machine.inside(program))
