"""The embedded PostgreSQL: one server of ours on a Unix socket, nothing on the network."""

import os
import select
import signal
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from yangguang_local.children import Child, Program, unheard
from yangguang_local.databases import SUPERUSER, Databases
from yangguang_local.failures import StartFailed
from yangguang_local.installation import (
    check_major,
    reachable_data_folder,
    reachable_installation,
    socket_folder,
)
from yangguang_local.secrets import Secrets
from yangguang_local.unprivileged import Account, account_for_postgres

MAX_CONNECTIONS = 120
SETTINGS = {
    "listen_addresses": "",
    "max_connections": str(MAX_CONNECTIONS),
    "shared_buffers": "256MB",
    "max_wal_size": "4GB",  # a page is logged whole once after each checkpoint: let them be rare
    "checkpoint_timeout": "15min",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
    "log_line_prefix": "%q%u@%d ",
    "jit": "off",  # our statements are short
    "scram_iterations": "64",  # passwords are 32 random bytes: stretching them protects nothing
}
THROWN_AWAY_AFTERWARDS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",  # nobody could read a minimal log
    "max_wal_size": "256MB",
    "autovacuum": "off",
}
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


class EmbeddedPostgres:
    """A server over the data of HOME_DIR/postgres. `durable=False` is for tests only."""

    def __init__(
        self, home: Path, *, durable: bool = True, hear: Callable[[str], None] = unheard
    ) -> None:
        """Find what the server's user can reach; nothing runs before `start`."""
        self.account = account_for_postgres()
        self.programs = reachable_installation(self.account) / "bin"
        self.data = reachable_data_folder(home.resolve(), self.account)
        self.socket = socket_folder(self.data, self.account)
        self.databases = Databases(self.socket, Secrets(home / "secrets"))
        self._settings = SETTINGS | ({} if durable else THROWN_AWAY_AFTERWARDS)
        self._hear = hear
        self.child = self._new_child()

    async def start(self, within: float | None = 60) -> None:
        """Make the data folder if there is none, start, and wait until it accepts connections."""
        if not check_major(self.data):
            self._make_data()
        _wait_for_end_of(self.data / "postmaster.pid")
        socket_folder(self.data, self.account)
        self.child = self._new_child()
        await self.child.start()
        await self.child.ready(within)
        await self.databases.prepare()

    async def stop(self) -> None:
        """Fast shutdown: sessions are ended, what was committed is on disk."""
        await self.child.stop(signal.SIGINT, within=20)
        with suppress(OSError):  # somebody's file lies there
            self.socket.rmdir()

    def dsn(self, name: str, *, owner: bool = False) -> str:
        """The address of a service's database."""
        return self.databases.dsn(name, owner=owner)

    def _new_child(self) -> Child:
        settings = self._settings | {"unix_socket_directories": str(self.socket)}
        program = Program(
            name="postgres",
            arguments=[
                str(self.programs / "postgres"), "-D", str(self.data),
                *(part for key, value in settings.items() for part in ("-c", f"{key}={value}")),
            ],
            environment=ENVIRONMENT,
            folder=Path("/"),
            user=self.account.for_guard,
            ready_words="database system is ready to accept connections",
            if_orphaned=signal.SIGINT,
        )  # fmt: skip
        return Child(program, self._hear)

    def _make_data(self) -> None:
        password_file = self.socket / "superuser"
        password = self.databases.secrets.password(f"postgres-{SUPERUSER}")
        password_file.touch(mode=0o600)
        password_file.write_text(password)
        self.account.own(password_file)
        try:
            self._initdb(password_file)
        finally:
            password_file.unlink()

    def _initdb(self, password_file: Path) -> None:
        arguments = [
            str(self.programs / "initdb"), "-D", str(self.data), "-U", SUPERUSER,
            "--auth=scram-sha-256", f"--pwfile={password_file}", "--set=scram_iterations=64",
            "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--locale=C.UTF-8", "--no-instructions",
        ]  # fmt: skip
        made = _run_as(self.account, arguments)
        if made.returncode != 0:
            raise StartFailed(
                "postgres",
                f"无法建立数据目录 {self.data} (initdb failed): {made.stderr.strip()}",
                "检查磁盘空间和目录权限 (check disk space and permissions).",
            )


def _run_as(account: Account, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    as_root = os.geteuid() == 0
    return subprocess.run(  # noqa: S603  programs of the wheel, our own arguments
        arguments,
        user=account.uid if as_root else None,
        group=account.gid if as_root else None,
        extra_groups=[] if as_root else None,
        env=ENVIRONMENT,
        cwd="/",
        check=False,
        capture_output=True,
        text=True,
    )


def _wait_for_end_of(pid_file: Path, within: float = 30) -> None:
    """Let a server whose supervisor was killed finish its own shutdown over the same data."""
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text().split("\n", 1)[0])
    try:
        watched = os.pidfd_open(pid)
    except (ProcessLookupError, AttributeError):
        return
    try:
        ended, _, _ = select.select([watched], [], [], within if _is_postgres(pid) else 0)
    finally:
        os.close(watched)
    if not ended and _is_postgres(pid):
        raise StartFailed(
            "postgres",
            f"进程 {pid} 仍在使用同一数据目录 (process {pid} still uses the data folder).",
            f"先停止它 (stop it first): make stop,或 (or) kill -INT {pid}",
        )


def _is_postgres(pid: int) -> bool:
    """Whether the number has not gone to another program meanwhile."""
    try:
        return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return False


@asynccontextmanager
async def embedded_postgres(
    home: Path, *, durable: bool = True, hear: Callable[[str], None] = unheard
) -> AsyncIterator[EmbeddedPostgres]:
    """A server for the length of a block."""
    server = EmbeddedPostgres(home, durable=durable, hear=hear)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
