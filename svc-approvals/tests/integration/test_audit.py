"""The record cannot be changed by the service, and whoever changes it otherwise is found."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from approvals_building import NOW, Approvals, a_begun_case, furnish, some_settings

from shared import audit
from shared.audit import Broken
from shared.database import Connection
from shared.migrations import differences
from svc_approvals.main import create
from svc_approvals.storage.tables import metadata
from yangguang_local.templates import FreshDatabase
from yangguang_local.testing import MakeDatabase

OF_CASES = "aggregate_id = $1"


@pytest.fixture
async def database(fresh_database: MakeDatabase) -> FreshDatabase:
    return await fresh_database("approvals")


@pytest.fixture
async def owner(database: FreshDatabase) -> AsyncIterator[Connection]:
    """Somebody who has the owner's password."""
    connection = await asyncpg.connect(database.owner_dsn)
    yield connection
    await connection.close()


@pytest.fixture
async def recorded(database: FreshDatabase, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A sealed case with a few facts; its id."""
    await furnish(database)
    settings = some_settings(database.dsn, tmp_path_factory.mktemp("files"))
    app = create(settings)
    async with app.router.lifespan_context(app):
        approvals = Approvals(app, settings)
        approvals.set_clock(NOW)
        journey = await a_begun_case(approvals)
        await journey.hand_in_everything()
        async with approvals.work() as work:
            await audit.seal(work, work.now)
            await work.commit()
        await approvals.close()
    return journey.case_id


async def test_the_migrations_make_the_tables_as_declared(database: FreshDatabase) -> None:
    assert await differences(database.owner_dsn, metadata) == []


@pytest.mark.parametrize("table", ["journal", "audit_block", "audit_block_head"])
async def test_the_service_can_neither_change_nor_delete_its_record(
    approvals: Approvals, table: str
) -> None:
    column = metadata.tables[table].columns[0].name
    for statement in (
        f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}", f"TRUNCATE {table}",
    ):  # fmt: skip
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await approvals.pool.execute(statement)


async def test_an_untouched_record_holds(owner: Connection, recorded: str) -> None:
    assert await audit.first_broken(owner) is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal SET actor = 'somebody else'",
        'UPDATE journal SET data = data || \'{"what": ["nothing"]}\'',
        "UPDATE journal SET at = at - interval '1 day'",
        "UPDATE journal SET subject = 'approvals.case.withdrawn.v1'",
        "DELETE FROM journal",
    ],
)
async def test_a_fact_changed_or_taken_out_is_named(
    owner: Connection, recorded: str, change: str
) -> None:
    await owner.execute(f"{change} WHERE aggregate_id = $1 AND sequence = 3", recorded)

    broken = await audit.first_broken(owner)

    assert broken is not None
    assert broken.what == "link"
    assert broken.where in {f"{recorded} #3", f"{recorded} #4"}


async def test_a_cut_tail_is_named(owner: Connection, recorded: str) -> None:
    last = await owner.fetchval(f"SELECT max(sequence) FROM journal WHERE {OF_CASES}", recorded)
    await owner.execute(f"DELETE FROM journal WHERE {OF_CASES} AND sequence = $2", recorded, last)

    assert await audit.first_broken(owner) == Broken("seal", f"{recorded} #{last}")


async def test_a_tail_cut_together_with_its_head_is_named_by_the_seal(
    owner: Connection, recorded: str
) -> None:
    last = await owner.fetchval(f"SELECT max(sequence) FROM journal WHERE {OF_CASES}", recorded)
    await owner.execute(f"DELETE FROM journal WHERE {OF_CASES} AND sequence = $2", recorded, last)
    await owner.execute(
        "UPDATE journal_head h SET sequence = j.sequence, hash = j.hash FROM journal j"
        " WHERE j.aggregate_id = h.aggregate_id AND h.aggregate_id = $1 AND j.sequence = $2",
        recorded, last - 1,
    )  # fmt: skip

    assert await audit.first_broken(owner) == Broken("seal", f"{recorded} #{last}")


async def test_a_tail_cut_before_it_was_sealed_is_named_by_its_head(
    owner: Connection, recorded: str
) -> None:
    head = "SELECT sequence, hash FROM journal_head WHERE aggregate_id = $1"
    sequence = (await owner.fetchrow(head, recorded))["sequence"]  # type: ignore[index]
    await owner.execute(
        "SELECT record_events($1, 'approvals.case', 'x', now(), $2, '')",
        recorded, '[{"id": "00000000-0000-0000-0000-000000000001", "subject": "s", "data": {}}]',
    )  # fmt: skip
    await owner.execute(
        f"DELETE FROM journal WHERE {OF_CASES} AND sequence = $2", recorded, sequence + 1
    )

    assert await audit.first_broken(owner) == Broken("cut short", f"{recorded} #{sequence + 1}")


async def test_an_edited_seal_is_named(owner: Connection, recorded: str) -> None:
    await owner.execute(f"UPDATE audit_block_head SET hash = '\\x00' WHERE {OF_CASES}", recorded)

    broken = await audit.first_broken(owner)

    assert broken is not None
    assert (broken.what, broken.where.split(" ")[0]) == ("seal", recorded)


async def test_a_record_rewritten_with_all_its_hashes_is_named_by_its_block(
    owner: Connection, recorded: str
) -> None:
    await owner.execute(
        f"UPDATE journal SET actor = 'x' WHERE {OF_CASES} AND sequence = 1", recorded
    )
    for row in await owner.fetch(f"SELECT sequence FROM journal WHERE {OF_CASES}", recorded):
        await owner.execute(
            "UPDATE journal j SET hash = event_hash(coalesce((SELECT hash FROM journal p"
            " WHERE p.aggregate_id = j.aggregate_id AND p.sequence = j.sequence - 1), ''),"
            " aggregate_id, sequence, subject, at, actor, data)"
            f" WHERE {OF_CASES} AND sequence = $2",
            recorded, row["sequence"],
        )  # fmt: skip
    for table in ("journal_head", "audit_block_head"):
        await owner.execute(
            f"UPDATE {table} t SET hash = j.hash FROM journal j WHERE t.aggregate_id = $1"
            " AND j.aggregate_id = t.aggregate_id AND j.sequence = t.sequence",
            recorded,
        )

    assert await audit.first_broken(owner) == Broken("block", "#1")


async def test_a_block_without_its_heads_is_named(owner: Connection, recorded: str) -> None:
    await owner.execute("DELETE FROM audit_block_head")

    assert await audit.first_broken(owner) == Broken("block", "#1")


async def test_a_missing_block_is_named(owner: Connection, recorded: str) -> None:
    await owner.execute("DELETE FROM audit_block_head")
    await owner.execute("DELETE FROM audit_block")
    await owner.execute(
        "INSERT INTO audit_block (number, sealed_at, root) VALUES (2, now(), '\\x00')"
    )

    assert await audit.first_broken(owner) == Broken("block", "#2")
