"""Migrations run by the owner's role with short locks; checks compare them with the tables."""

from pathlib import Path
from typing import Any

import asyncpg
import nats.errors
import sqlalchemy as sa
from alembic import command, context
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from shared import audit, broker
from shared.settings import ServiceSettings

Finding = tuple[str, bool, str]
LOCK_TIMEOUT = "5s"


def engine_url(dsn: str) -> str:
    """The same address as SQLAlchemy wants it."""
    return dsn.replace("postgresql://", "postgresql+asyncpg://", 1)


def config_of(folder: Path, dsn: str) -> Config:
    """Alembic's settings for one service's migrations."""
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["dsn"] = dsn
    return config


def upgrade(folder: Path, dsn: str) -> None:
    """Bring a database to the newest schema."""
    command.upgrade(config_of(folder, dsn), "head")


async def migrate_online(metadata: sa.MetaData) -> None:
    """Run the migrations of alembic's present context; called by a service's env.py."""
    engine = create_async_engine(engine_url(context.config.attributes["dsn"]), poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.execute(sa.text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
            await connection.run_sync(_run, metadata)
    finally:
        await engine.dispose()


def _run(connection: sa.Connection, metadata: sa.MetaData) -> None:
    context.configure(connection=connection, target_metadata=metadata, compare_server_default=False)
    context.run_migrations()


async def differences(dsn: str, metadata: sa.MetaData) -> list[Any]:
    """Where the migrated database and the declared tables differ."""
    engine = create_async_engine(engine_url(dsn), poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(
                lambda sync: compare_metadata(MigrationContext.configure(sync), metadata),
            )
    finally:
        await engine.dispose()


async def checked(folder: Path, settings: ServiceSettings, *, audited: bool) -> list[Finding]:
    """What ``check`` prints: database, migrations, broker and, if asked, the audit chain."""
    findings: list[Finding] = [("settings", True, "read")]
    try:
        connection = await asyncpg.connect(settings.dsn, timeout=3)
    except (OSError, asyncpg.PostgresError, TimeoutError) as fault:
        return [*findings, ("database", False, repr(fault))]
    try:
        findings.append(("database", True, await connection.fetchval("SHOW server_version")))
        newest = ScriptDirectory.from_config(
            config_of(folder, settings.owner_dsn)
        ).get_current_head()
        present = await connection.fetchval("SELECT version_num FROM alembic_version")
        findings.append(("migrations", present == newest, f"at {present}, newest {newest}"))
        if audited:
            broken = await audit.first_broken(connection)
            findings.append(
                ("audit", broken is None, f"{broken.what} {broken.where}" if broken else "holds")
            )
    finally:
        await connection.close()
    return [*findings, await _broker_finding(settings)]


async def _broker_finding(settings: ServiceSettings) -> Finding:
    try:
        client = await broker.connect(settings.nats_url, "check", patience=3)
    except (OSError, TimeoutError, nats.errors.Error) as fault:
        return ("broker", False, repr(fault))
    streams = await client.jetstream(timeout=3).streams_info()
    await client.close()
    return ("broker", True, ", ".join(sorted(stream.config.name or "" for stream in streams)))
