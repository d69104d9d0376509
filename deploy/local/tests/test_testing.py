"""The servers lent to tests."""

import asyncpg
import nats
import pytest

from yangguang_local.databases import Databases


async def test_a_service_cannot_connect_to_another_services_database(postgres: Databases) -> None:
    await postgres.ensure("alpha")
    await postgres.ensure("beta")

    for role in (False, True):
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
            await asyncpg.connect(postgres.dsn("alpha", owner=role, database="beta"))


async def test_a_service_cannot_connect_without_its_password(postgres: Databases) -> None:
    await postgres.ensure("gamma")

    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(
            user="gamma", password="x", database="gamma", host=str(postgres.socket)
        )


async def test_a_service_writes_rows_of_its_owners_tables_and_cannot_change_the_tables(
    postgres: Databases,
) -> None:
    await postgres.ensure("delta")
    owner = await asyncpg.connect(postgres.dsn("delta", owner=True))
    await owner.execute("CREATE TABLE sketch (id bigint GENERATED ALWAYS AS IDENTITY, word text)")
    await owner.close()

    service = await asyncpg.connect(postgres.dsn("delta"))
    assert await service.fetchval("INSERT INTO sketch (word) VALUES ('a') RETURNING id") == 1
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await service.execute("ALTER TABLE sketch ADD COLUMN more text")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await service.execute("CREATE TABLE another ()")
    await service.close()


async def test_every_test_finds_jetstream_empty(nats_url: str) -> None:
    await _leave_a_stream(nats_url)


async def test_every_test_finds_jetstream_empty_again(nats_url: str) -> None:
    await _leave_a_stream(nats_url)


async def _leave_a_stream(nats_url: str) -> None:
    client = await nats.connect(nats_url)
    jetstream = client.jetstream()
    assert await jetstream.streams_info() == []
    await jetstream.add_stream(name="LEFT", subjects=["left.>"])
    await client.close()
