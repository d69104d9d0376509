"""The database as the migrations make it."""

import asyncpg
import pytest
from feedback_building import Feedback, a_person, an_answer

from shared import audit
from shared.migrations import differences
from svc_feedback.storage.tables import APPEND_ONLY, metadata
from svc_feedback.use_cases.tags import load_tags
from svc_feedback.worker import tags_of
from yangguang_local.testing import MakeDatabase


async def test_the_migrations_make_the_tables_as_declared(fresh_database: MakeDatabase) -> None:
    database = await fresh_database("feedback")

    assert await differences(database.owner_dsn, metadata) == []


@pytest.mark.parametrize("table", [*APPEND_ONLY, "journal"])
async def test_what_was_written_once_can_be_neither_changed_nor_deleted(
    feedback: Feedback, table: str
) -> None:
    column = metadata.tables[table].columns[0].name
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await feedback.pool.execute(statement)


async def test_the_audit_chain_holds_over_reviews(feedback: Feedback) -> None:
    zhang = a_person()
    token = await feedback.may_review(zhang)
    await feedback.as_(zhang).post("/api/v1/reviews", json=an_answer(token, 1))
    async with feedback.bench.unit_of_work() as work:
        await audit.seal(work, work.now)

    async with feedback.pool.acquire() as connection:
        assert await audit.first_broken(connection) is None


async def test_loading_the_tags_again_changes_nothing(feedback: Feedback) -> None:
    async with feedback.bench.unit_of_work() as work:
        await load_tags(work, tags_of(feedback.settings))

    shown = (await feedback.as_().get("/api/v1/reviews/tags")).json()
    assert sum(len(level["tags"]) for level in shown["levels"]) == 40
