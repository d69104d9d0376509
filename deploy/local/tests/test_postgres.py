"""PostgreSQL runs wherever the checkout lies, and opens nobody's folders for it."""

import os
import tempfile
from pathlib import Path

import asyncpg
import pytest

from yangguang_local.failures import StartFailed
from yangguang_local.installation import forget_data, reachable_data_folder
from yangguang_local.postgres import EmbeddedPostgres, embedded_postgres
from yangguang_local.unprivileged import Account


async def test_a_home_that_others_cannot_walk_to_stays_closed() -> None:
    with tempfile.TemporaryDirectory() as closed:  # mode 0700, as /root is
        home = Path(closed) / "home"
        home.mkdir(mode=0o700)
        async with embedded_postgres(home, durable=False) as server:
            await server.databases.ensure("approvals")
            await _says(server, "18")
            assert home.stat().st_mode & 0o777 == 0o700
            assert server.data.stat().st_mode & 0o777 == 0o700
        forget_data(home)
        assert not server.data.exists()


async def test_the_socket_has_a_short_name_in_a_closed_folder_and_goes_with_the_server() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / ("deep/" * 40)
        home.mkdir(parents=True)
        async with embedded_postgres(home, durable=False) as server:
            assert len(os.fsencode(server.socket / ".s.PGSQL.5432")) < 100
            assert server.socket.stat().st_mode & 0o777 == 0o700
        assert not server.socket.exists()
        forget_data(home)


async def test_data_that_another_user_made_is_not_taken_over() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "postgres"
        data.mkdir()
        (data / "PG_VERSION").write_text("18\n")

        with pytest.raises(StartFailed, match=f"made by user {os.geteuid()}"):
            reachable_data_folder(Path(folder), Anywhere(uid=54_321, gid=54_321))


class Anywhere(Account):
    """Somebody who can walk to every place."""

    def can(self, test: str, path: Path) -> bool:
        return True


async def _says(server: EmbeddedPostgres, version: str) -> None:
    session = await asyncpg.connect(server.dsn("approvals"))
    assert str(await session.fetchval("SHOW server_version")).startswith(version)
    assert await session.fetchval("SELECT current_user") == "approvals"
    await session.close()
