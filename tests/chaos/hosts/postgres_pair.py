"""A PostgreSQL primary and a standby that has every commit before it is acknowledged."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from chaos.hosts.network import NETWORK, Machine

from yangguang_local.children import Child, Program
from yangguang_local.databases import SUPERUSER, Databases
from yangguang_local.postgres import ENVIRONMENT, EmbeddedPostgres
from yangguang_local.secrets import Secrets

PORT = 5432
STANDBY = "standby"
SETTINGS = {"max_connections": "250", "shared_buffers": "128MB", "wal_receiver_timeout": "5s"}
LET_IN = f"""
host all all {NETWORK} scram-sha-256
host replication {SUPERUSER} {NETWORK} scram-sha-256
"""
STREAMS = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"


@dataclass(frozen=True)
class FarDatabases(Databases):
    """Databases reached over the network, at whichever of the hosts can be written to."""

    hosts: tuple[str, ...] = ()

    def _dsn(self, role: str, database: str) -> str:
        password = self.secrets.password(f"postgres-{role}")
        hosts = ",".join(f"{host}:{PORT}" for host in self.hosts)
        return f"postgresql://{role}:{password}@{hosts}/{database}?target_session_attrs=read-write"


class PostgresHost(EmbeddedPostgres):
    """A server on a machine of its own that lets the whole network in."""

    def __init__(self, home: Path, machine: Machine, hear: Callable[[str], None]) -> None:
        self.machine = machine
        self._more = {**SETTINGS, "listen_addresses": machine.address}
        home.mkdir(mode=0o711)
        super().__init__(home, hear=hear)

    def _new_child(self) -> Child:
        program = super()._new_child().program
        more = [part for name, value in self._more.items() for part in ("-c", f"{name}={value}")]
        placed = self.machine.inside(replace(program, arguments=[*program.arguments, *more]))
        return Child(placed, self._hear)

    def _make_data(self) -> None:
        super()._make_data()
        with (self.data / "pg_hba.conf").open("a") as rules:
            rules.write(LET_IN)


class Pair:
    """Both, and how the second takes over from the first."""

    def __init__(
        self, home: Path, primary: Machine, standby: Machine, hear: Callable[[str], None]
    ) -> None:
        secrets = Secrets(home / "secrets")
        self._hear = hear
        self.primary = PostgresHost(home / primary.name, primary, hear)
        self.standby = PostgresHost(home / standby.name, standby, hear)
        for one in (self.primary, self.standby):
            one.databases = Databases(one.socket, secrets)
        hosts = (primary.address, standby.address)
        self.databases = FarDatabases(self.primary.socket, secrets, hosts)

    async def start(self) -> None:
        """The primary; its copy; and from then on a commit waits for both."""
        await self.primary.start()
        await self._copy()
        await self._follow()
        async with self.primary.databases.session() as session:
            await session.execute(f"ALTER SYSTEM SET synchronous_standby_names = '{STANDBY}'")
            await session.execute("SELECT pg_reload_conf()")
            async with asyncio.timeout(60):
                while not await session.fetchval(STREAMS):  # noqa: ASYNC110  only asking tells
                    await asyncio.sleep(0.1)

    async def fail_over(self) -> None:
        """The primary's machine is cut off, then switched off (no two primaries); the other leads.

        What runs on a machine that is cut off could still write: it is ended before the other
        is promoted, as a fencing agent would.
        """
        self.primary.machine.cut_off()
        await asyncio.sleep(2)  # as long as somebody needs to notice
        self.primary.child.kill_group()
        await self.primary.child.ended()
        async with self.standby.databases.session() as session:
            await session.execute("SELECT pg_promote(true, 30)")

    async def stop(self) -> None:
        """Whatever still runs."""
        for one in (self.standby, self.primary):
            if one.child.running:
                await one.stop()
            with suppress(OSError):
                one.socket.rmdir()

    async def _copy(self) -> None:
        source = self.primary
        password = source.databases.secrets.password(f"postgres-{SUPERUSER}")
        where = f"host={source.machine.address} user={SUPERUSER} application_name={STANDBY}"
        tool = str(source.programs / "pg_basebackup")
        copying = Program(
            name="copy",
            arguments=[tool, "-d", where, "-D", str(self.standby.data), "-R", "-c", "fast"],
            environment={**ENVIRONMENT, "PGPASSWORD": password},
            folder=Path("/"),
            user=source.account.for_guard,
        )
        child = Child(self.standby.machine.inside(copying))
        await child.start()
        code = await asyncio.wait_for(child.ended(), 60)
        assert code == 0, child.last_words()

    async def _follow(self) -> None:
        program = self.standby.child.program
        reads = replace(program, ready_words="ready to accept read-only connections")
        self.standby.child = Child(reads, self._hear)
        await self.standby.child.start()
        await self.standby.child.ready(60)
