"""A backup holds everything of a house, and what is made of it is as the first one was."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import pytest

from shared import audit, migrations
from shared.database import UnitOfWork, open_pool
from shared.events.approvals import NodeClaimed
from yangguang_local.backups import back_up, keys_beside, restore
from yangguang_local.console import own_console
from yangguang_local.databases import Databases
from yangguang_local.house import YANGGUANG, House, Service
from yangguang_local.installation import forget_data
from yangguang_local.occupancy import Occupancy, make_home
from yangguang_local.postgres import EmbeddedPostgres, embedded_postgres
from yangguang_local.schema_steps import migrations_of

FEEDBACK = YANGGUANG.member("feedback")
ONE_SERVICE = House(gateway=FEEDBACK, services=())


@pytest.fixture
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="yg-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)
        for home in Path(folder).iterdir():
            forget_data(home)


@asynccontextmanager
async def a_house_in_use(home: Path) -> AsyncIterator[Databases]:
    """Its database, and as far as others can tell it runs."""
    make_home(home)
    occupancy = Occupancy(home)
    occupancy.enter()
    occupancy.write({"pid": 0})
    async with embedded_postgres(home, durable=False) as server:
        await made(server, FEEDBACK)
        yield server.databases
    occupancy.leave()


async def made(server: EmbeddedPostgres, member: Service) -> None:
    await server.databases.ensure(member.name)
    owner = server.databases.dsn(member.name, owner=True)
    await asyncio.to_thread(migrations.upgrade, migrations_of(member), owner)


async def tell(databases: Databases) -> UUID:
    """A fact is recorded and published."""
    pool, aggregate = await open_pool(databases.dsn("feedback"), size=1, application="t"), uuid4()
    async with UnitOfWork(pool, datetime.now(UTC), actor="test") as work:
        await work.announce(aggregate, NodeClaimed(case_id=aggregate, node_key="n", staff_no="7"))
        await work.commit()
    async with UnitOfWork(pool, datetime.now(UTC), actor="test") as work:
        await audit.seal(work, work.now)
        await work.commit()
    await pool.execute("DELETE FROM outbox")
    await pool.close()
    return aggregate


async def test_a_house_that_is_restored_has_its_rows_rights_files_and_keys(place: Path) -> None:
    first, second, backup = place / "first", place / "second", place / "backup"
    async with a_house_in_use(first) as databases:
        aggregate = await tell(databases)
        (first / "files").mkdir()
        (first / "files" / "paper.pdf").write_bytes(b"%PDF")
        assert await back_up(first, backup, own_console(), ONE_SERVICE) == 0

    assert await restore(second, backup, keys_beside(backup), own_console(), ONE_SERVICE) == 0
    assert (second / "files" / "paper.pdf").read_bytes() == b"%PDF"
    for key in (first / "secrets").iterdir():
        assert (second / "secrets" / key.name).read_bytes() == key.read_bytes()
    async with embedded_postgres(second, durable=False) as server:
        await as_it_was(server.databases, aggregate)


async def as_it_was(databases: Databases, aggregate: UUID) -> None:
    """The fact is there, will be told again, nobody may change it, and the record is whole."""
    service = await asyncpg.connect(databases.dsn("feedback"))
    try:
        assert await service.fetchval("SELECT aggregate_id FROM journal") == aggregate
        assert await service.fetchval("SELECT aggregate_id FROM outbox") == aggregate
        assert await audit.first_broken(service) is None
        assert await service.fetchval("SELECT count(*) FROM audit_block") == 1
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await service.execute("UPDATE journal SET actor = 'x'")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await service.execute("CREATE TABLE mine (id int)")
    finally:
        await service.close()
    owner = databases.dsn("feedback", owner=True)
    await asyncio.to_thread(migrations.upgrade, migrations_of(FEEDBACK), owner)  # nothing to do


async def test_a_backup_is_not_written_over(place: Path) -> None:
    async with a_house_in_use(place / "first"):
        (place / "backup").mkdir()
        assert await back_up(place / "first", place / "backup", own_console(), ONE_SERVICE) == 1
