"""Databases for tests: migrated once, copied quickly."""

import asyncio
import os
from dataclasses import replace
from pathlib import Path

import asyncpg
import pytest
from house_running import HERE

from yangguang_local.databases import Databases
from yangguang_local.house import Addresses, Service
from yangguang_local.templates import (
    FreshDatabase,
    MigrationFailed,
    addresses_for_tests,
    copy_of_template,
)


@pytest.fixture
def addresses(postgres: Databases, test_home: Path) -> Addresses:
    inherited = {**os.environ, "PYTHONPATH": str(HERE)}
    return replace(addresses_for_tests(test_home, postgres), inherited=inherited)


async def test_databases_asked_for_together_are_migrated_and_apart(addresses: Addresses) -> None:
    service = Service("epsilon", "fake_service")
    one, other = await asyncio.gather(*[copy_of_template(service, addresses) for _ in range(2)])

    session = await asyncpg.connect(one.dsn)
    await session.execute("INSERT INTO visit DEFAULT VALUES")
    await session.close()
    session = await asyncpg.connect(other.dsn)
    assert await session.fetchval("SELECT count(*) FROM visit") == 0
    await session.close()


async def test_what_copies_begin_with_is_put_in_once(addresses: Addresses) -> None:
    service = Service("epsilon", "fake_service")
    furnished: list[str] = []

    async def visit(database: FreshDatabase) -> None:
        furnished.append(database.name)
        await _visit(database)

    for _ in range(2):
        copy = await copy_of_template(service, addresses, visit)
        await _visit(copy)
        assert await _visits(copy) == 2
    assert len(furnished) == 1
    assert await _visits(await copy_of_template(service, addresses)) == 0


async def _visit(database: FreshDatabase) -> None:
    session = await asyncpg.connect(database.dsn)
    await session.execute("INSERT INTO visit DEFAULT VALUES")
    await session.close()


async def _visits(database: FreshDatabase) -> int:
    session = await asyncpg.connect(database.dsn)
    counted = int(await session.fetchval("SELECT count(*) FROM visit"))
    await session.close()
    return counted


async def test_a_failing_migration_tells_why_and_leaves_no_template(addresses: Addresses) -> None:
    broken = replace(addresses, inherited={**addresses.inherited, "FAKE_FAILS": "zeta migrate"})

    with pytest.raises(MigrationFailed, match="gone fishing"):
        await copy_of_template(Service("zeta", "fake_service"), broken)
    assert not await addresses.databases.exists("zeta_template")
