"""A migration that stopped half-way is run again, and stands as if it had not."""

import asyncio
import os
from pathlib import Path

import asyncpg
import pytest

from shared.migrations import differences, upgrade
from svc_feedback.storage.tables import metadata
from yangguang_local.databases import Databases

FOLDER = Path(__file__).parents[2] / "migrations"
WAITING = "SELECT pid FROM pg_locks WHERE relation = 'opportunity'::regclass AND NOT granted"
BEGUN = {
    "explanations": (
        "handled_by",
        "ALTER TABLE bad_review ADD COLUMN explanation text",
        "CREATE INDEX ix_bad_review_organ_id_open ON bad_review (organ_id) WHERE closed_at IS NULL",
    ),
    "own_reviews": (
        "accounts_of_staff",
        "CREATE INDEX ix_review_writer_id ON review (writer_id) WHERE writer_id IS NOT NULL",
    ),
}


@pytest.mark.parametrize("revision", BEGUN)
async def test_a_step_that_broke_off_outside_its_transaction_is_done_again(
    postgres: Databases, revision: str
) -> None:
    before, *done = BEGUN[revision]
    database = f"feedback_again_{os.getpid()}"
    await postgres.drop(database)
    await postgres.ensure("feedback", database=database)
    owner = postgres.dsn("feedback", owner=True, database=database)
    try:
        await asyncio.to_thread(upgrade, FOLDER, owner, before)
        await half_done(owner, done)
        await asyncio.to_thread(upgrade, FOLDER, owner)

        assert await differences(owner, metadata) == []
        connection = await asyncpg.connect(owner)
        assert await connection.fetchval("SELECT bool_and(indisvalid) FROM pg_index")
        await connection.close()
    finally:
        await postgres.drop(database)


async def test_a_step_that_lost_its_lock_to_a_reader_is_done_again(postgres: Databases) -> None:
    database = f"feedback_again_{os.getpid()}"
    await postgres.drop(database)
    await postgres.ensure("feedback", database=database)
    owner = postgres.dsn("feedback", owner=True, database=database)
    try:
        await asyncio.to_thread(upgrade, FOLDER, owner, "announced")
        reader = await asyncpg.connect(owner)
        reading = reader.transaction()
        await reading.start()
        await reader.execute("LOCK TABLE opportunity IN ACCESS SHARE MODE")
        migrating = asyncio.create_task(asyncio.to_thread(upgrade, FOLDER, owner))
        waiting: set[int] = set()
        async with asyncio.timeout(60):
            while len(waiting) < 2:  # the first gave up
                waiting |= {row[0] for row in await reader.fetch(WAITING)}
                await asyncio.sleep(0.05)
        await reading.rollback()
        await reader.close()
        await migrating

        assert await differences(owner, metadata) == []
    finally:
        await postgres.drop(database)


async def half_done(owner: str, statements: list[str]) -> None:
    """What was committed before it stopped."""
    connection = await asyncpg.connect(owner)
    for sql in statements:
        await connection.execute(sql)
    await connection.close()
