"""An address of several hosts: the one that can be written to is found, and quickly."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest
from platform_building import Platform

from shared.connecting import connect, one_by_one
from shared.database import open_pool, unit_of_work

FITTING = "?target_session_attrs=read-write"


def test_an_address_is_split_into_one_for_each_host() -> None:
    assert one_by_one(f"postgresql://u:p@one:1,two:2/name{FITTING}") == [
        f"postgresql://u:p@one:1/name{FITTING}",
        f"postgresql://u:p@two:2/name{FITTING}",
    ]


def test_an_address_of_one_host_or_a_socket_stays_as_it_is() -> None:
    for one in ("postgresql://u:p@one:1/name", "postgresql://u:p@/name?host=/tmp/yg"):
        assert one_by_one(one) == [one]


async def test_a_host_that_was_cut_off_keeps_nobody_from_the_other(platform: Platform) -> None:
    async with a_silent_host() as silent, a_host_before(platform.dsn) as answering:
        address = _at(platform.dsn, silent, answering)
        pool = await open_pool(address, size=2, application="test")
        async with unit_of_work(pool, datetime.now(UTC), actor="test", locks=False) as work:
            assert await work.fetch_value("SELECT 1") == 1
        await pool.close()


async def test_a_server_that_only_reads_is_passed_over(platform: Platform) -> None:
    session = await asyncpg.connect(platform.owner_dsn)
    reading = f'ALTER ROLE CURRENT_USER IN DATABASE "{platform.database}" SET'
    await session.execute(f"{reading} default_transaction_read_only = on")
    await session.close()
    async with a_host_before(platform.dsn) as one, a_host_before(platform.dsn) as other:
        with pytest.raises(asyncpg.TargetServerAttributeNotMatched):
            await connect(_at(platform.owner_dsn, one, other), timeout=5)


async def test_the_server_gives_up_soon_on_a_machine_that_vanished(platform: Platform) -> None:
    async with a_host_before(platform.dsn) as host:
        session = await connect(_at(platform.dsn, host))
        told = await session.fetch(
            "SELECT name FROM pg_settings WHERE name LIKE 'tcp%' AND source = 'client'"
        )
        await session.close()
    assert len(told) == 4


@asynccontextmanager
async def a_host_before(dsn: str) -> AsyncIterator[str]:
    """Hands everything on to the server's socket; its address."""
    folder = parse_qs(urlsplit(dsn).query)["host"][0]

    async def hand_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, onward = await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.5432")
        await asyncio.gather(_pour(reader, onward), _pour(back, writer))

    server = await asyncio.start_server(hand_on, "127.0.0.1", 0)
    async with server:
        yield _address(server)


@asynccontextmanager
async def a_silent_host() -> AsyncIterator[str]:
    """Takes connections and never says a word."""
    over = asyncio.Event()

    async def say_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        writer.close()

    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    async with server:
        yield _address(server)
        over.set()


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while part := await reader.read(65536):
        writer.write(part)
        await writer.drain()
    writer.close()


def _address(server: asyncio.Server) -> str:
    host, port = server.sockets[0].getsockname()
    return f"{host}:{port}"


def _at(dsn: str, *hosts: str) -> str:
    """The same database, at these hosts."""
    parts = urlsplit(dsn)
    netloc = parts.netloc + ",".join(hosts)
    return parts._replace(netloc=netloc, query=FITTING.removeprefix("?")).geturl()
