"""A migration that stopped half-way is run again, and stands as if it had not."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from shared.migrations import differences, upgrade
from svc_feedback.storage.tables import metadata
from yangguang_local.databases import Databases

FOLDER = Path(__file__).parents[2] / "migrations"
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
    database = "feedback_again"
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


async def half_done(owner: str, statements: list[str]) -> None:
    """What was committed before it stopped."""
    connection = await asyncpg.connect(owner)
    for sql in statements:
        await connection.execute(sql)
    await connection.close()
