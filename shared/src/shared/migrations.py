"""Migrations run by the owner's role with short locks; checks compare them with the tables."""

import io
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import structlog
from alembic import command, context
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from shared.connecting import connect

log = structlog.get_logger("migrations")

PATIENCE = "SET lock_timeout = '5s'"
TRIES = 6
LOST = frozenset({"40P01", "55P03"})  # deadlock_detected, lock_not_available


def engine_of(dsn: str) -> AsyncEngine:
    """SQLAlchemy over our own way to connect, which knows addresses of several hosts."""
    return create_async_engine(
        "postgresql+asyncpg://", async_creator=partial(connect, dsn), poolclass=NullPool
    )


def config_of(folder: Path, dsn: str) -> Config:
    """Alembic's settings for one service's migrations."""
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["dsn"] = dsn
    return config


def upgrade(folder: Path, dsn: str, revision: str = "head") -> None:
    """Bring a database to the newest schema, or to an older one.

    A step that lost a lock to somebody who serves is done again: it is a transaction of its own,
    or can be repeated.
    """
    for left in reversed(range(TRIES)):
        try:
            command.upgrade(config_of(folder, dsn), revision)
        except sa.exc.DBAPIError as fault:
            if not left or getattr(fault.orig, "sqlstate", None) not in LOST:
                raise
            log.warning("a step lost a lock and is done again", tries_left=left)
        else:
            return


def as_sql(folder: Path, revisions: str) -> str:
    """The statements of some revisions, ``before:after``, as they would run; no database needed."""
    written = io.StringIO()
    config = config_of(folder, "")
    config.attributes["written"] = written
    command.upgrade(config, revisions, sql=True)
    return written.getvalue()


def in_order(folder: Path) -> list[str]:
    """The names of a service's revisions, the first one first."""
    script = ScriptDirectory.from_config(config_of(folder, ""))
    return [step.revision for step in script.walk_revisions()][::-1]


async def migrate_online(metadata: sa.MetaData) -> None:
    """Run the migrations of alembic's present context; called by a service's env.py."""
    if context.is_offline_mode():
        _write(metadata)
        return
    engine = engine_of(context.config.attributes["dsn"])
    try:
        async with engine.connect() as connection:
            await connection.execute(sa.text(PATIENCE))
            await connection.commit()
            await connection.run_sync(_run, metadata)
    finally:
        await engine.dispose()


def _write(metadata: sa.MetaData) -> None:
    written: io.StringIO = context.config.attributes["written"]
    context.configure(
        dialect_name="postgresql",
        target_metadata=metadata,
        literal_binds=True,
        output_buffer=written,
        transaction_per_migration=True,
    )
    written.write(f"{PATIENCE};\n")
    with context.begin_transaction():
        context.run_migrations()


def _run(connection: sa.Connection, metadata: sa.MetaData) -> None:
    """Each revision in a transaction of its own, so that one may step out of it for an index."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_server_default=False,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def differences(dsn: str, metadata: sa.MetaData) -> list[Any]:
    """Where the migrated database and the declared tables differ."""
    engine = engine_of(dsn)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(
                lambda sync: compare_metadata(
                    MigrationContext.configure(sync, opts=without_partitions(sync)), metadata
                ),
            )
    finally:
        await engine.dispose()


def without_partitions(connection: sa.Connection) -> dict[str, Any]:
    """What tells alembic that a partition is no table of its own: only its parent is declared."""
    found = connection.execute(sa.text("SELECT relname FROM pg_class WHERE relispartition"))
    partitions = frozenset(found.scalars())

    def compared(_: Any, name: str | None, kind: str, *__: Any) -> bool:
        return kind != "table" or name not in partitions

    return {"include_object": compared}
