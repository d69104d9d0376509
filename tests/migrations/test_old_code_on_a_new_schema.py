"""Migrations run while the version before them serves: its code goes on, step by step."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest
from old_code import Promises, old_code_running, promises_of

from shared import migrations
from yangguang_local.databases import Databases
from yangguang_local.house import YANGGUANG, Service
from yangguang_local.schema_steps import Step, steps_of


@dataclass(frozen=True)
class Moved:
    """What a move of the schema did to code of the schema before it."""

    broken: list[str]
    refused: dict[str, str]
    rounds: int


@asynccontextmanager
async def an_empty_database(postgres: Databases, name: str) -> AsyncIterator[str]:
    database = f"{name}_steps_{os.getpid()}"  # another worker walks beside
    await postgres.drop(database)
    await postgres.ensure(name, database=database)
    yield database
    await postgres.drop(database)


async def moved(
    postgres: Databases, name: str, database: str, move: Callable[[str], Awaitable[None]]
) -> Moved:
    before = await promises(postgres, database)
    async with old_code_running(postgres.dsn(name, database=database)) as old:
        await move(postgres.dsn(name, owner=True, database=database))
    broken = before.broken_by(await promises(postgres, database))
    return Moved(broken, old.refused, old.rounds)


async def promises(postgres: Databases, database: str) -> Promises:
    async with postgres.session(database) as session:
        return await promises_of(session)


def migrating(step: Step) -> Callable[[str], Awaitable[None]]:
    async def move(dsn: str) -> None:
        await asyncio.to_thread(migrations.upgrade, step.folder, dsn, step.revision)

    return move


@pytest.mark.parametrize("service", YANGGUANG.everyone, ids=lambda service: service.name)
async def test_every_step_after_the_first_release_lets_the_code_before_it_go_on(
    postgres: Databases, service: Service
) -> None:
    *early, newest = steps_of(service)
    walked = [step for step in early if step.is_released] + [newest]
    async with an_empty_database(postgres, service.name) as database:
        owner = postgres.dsn(service.name, owner=True, database=database)
        await asyncio.to_thread(migrations.upgrade, newest.folder, owner, walked[0].before)
        for step in walked:
            done = await moved(postgres, service.name, database, migrating(step))
            assert done.rounds >= 2
            if step.is_released:
                assert (step.file, done.broken, done.refused) == (step.file, [], {})


def executing(sql: str) -> Callable[[str], Awaitable[None]]:
    async def move(dsn: str) -> None:
        owner = await asyncpg.connect(dsn)
        try:
            await owner.execute(sql)
        finally:
            await owner.close()

    return move


async def after(postgres: Databases, sql: str) -> Moved:
    async with an_empty_database(postgres, "feedback") as database:
        first, *_ = steps_of(YANGGUANG.member("feedback"))
        await migrating(first)(postgres.dsn("feedback", owner=True, database=database))
        return await moved(postgres, "feedback", database, executing(sql))


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE inbox ADD COLUMN hint text",
        "ALTER TABLE inbox ADD COLUMN tries integer NOT NULL DEFAULT 0",
        "CREATE TABLE hint (hint_id uuid PRIMARY KEY, text text NOT NULL)",
        "ALTER TABLE inbox ADD COLUMN hint text CHECK (hint <> '')",
    ],
)
async def test_what_is_only_added_stands_in_nobodys_way(postgres: Databases, sql: str) -> None:
    done = await after(postgres, sql)
    assert (done.broken, done.refused) == ([], {})


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("ALTER TABLE outbox RENAME COLUMN position TO place", "outbox.position was"),
        ("DROP TABLE answered_request", "answered_request.key was"),
        ("ALTER TABLE inbox ADD COLUMN hint text NOT NULL", "inbox.hint has to be given"),
        ("ALTER TABLE inbox ADD UNIQUE (consumer)", "inbox: UNIQUE (consumer)"),
        ("ALTER TABLE inbox ADD CHECK (consumer <> '')", "inbox: CHECK ((consumer <> ''"),
    ],
)
async def test_what_would_break_the_code_before_is_seen(
    postgres: Databases, sql: str, told: str
) -> None:
    done = await after(postgres, sql)
    assert [said for said in done.broken if said.startswith(told)]


async def test_a_right_that_is_taken_away_is_refused_to_the_running_code(
    postgres: Databases,
) -> None:
    done = await after(postgres, "REVOKE SELECT ON inbox FROM feedback")
    assert done.broken == []
    assert any("permission denied" in said for said in done.refused.values())


OUT_OF_TRANSACTION = """
from alembic import op

revision = "made_up"
down_revision = "{before}"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index("ix_inbox_made_up", "inbox", ["consumer"], postgresql_concurrently=True)
"""


async def test_a_revision_may_step_out_of_its_transaction_for_an_index(
    postgres: Databases, tmp_path: Path
) -> None:
    *_, newest = steps_of(YANGGUANG.member("feedback"))
    folder = shutil.copytree(newest.folder, tmp_path / "migrations")
    made_up = folder / "versions" / "2099_01_01_made_up.py"
    made_up.write_text(OUT_OF_TRANSACTION.format(before=newest.revision))
    async with an_empty_database(postgres, "feedback") as database:
        owner = postgres.dsn("feedback", owner=True, database=database)
        await asyncio.to_thread(migrations.upgrade, folder, owner)
        async with postgres.session(database) as session:
            assert await session.fetchval("SELECT to_regclass('ix_inbox_made_up') IS NOT NULL")
