"""``check``: is everything there that the service needs, and does the audit chain hold?"""

import argparse
import asyncio
import sys

import asyncpg
import nats.errors
from alembic.script import ScriptDirectory

from shared import audit, broker, connecting, migrations
from shared.commands import Service
from shared.database import Connection
from shared.settings import Finding, ServiceSettings


def check(service: Service, settings: ServiceSettings, asked: argparse.Namespace) -> int:
    """Print a table; the exit code tells whether all of it is good."""
    found = asyncio.run(_findings(service, settings, audited=asked.audit))
    findings = [*found, *settings.findings()]
    for what, good, told in findings:
        sys.stdout.write(f"{'ok  ' if good else 'FAIL'} {what:<12} {told}\n")
    return 0 if all(good for _, good, _ in findings) else 1


async def _findings(service: Service, settings: ServiceSettings, *, audited: bool) -> list[Finding]:
    try:
        connection = await connecting.connect(settings.dsn, timeout=3)
    except (OSError, asyncpg.PostgresError, TimeoutError) as fault:
        return [("database", False, repr(fault)), await _broker(settings)]
    try:
        found = [("database", True, await connection.fetchval("SHOW server_version"))]
        found.append(await _migrations(service, connection))
        if audited:
            found.append(await _audit(connection))
    finally:
        await connection.close()
    return [*found, await _broker(settings)]


async def _migrations(service: Service, connection: Connection) -> Finding:
    newest = ScriptDirectory.from_config(
        migrations.config_of(service.migrations, "")
    ).get_current_head()
    present = await connection.fetchval("SELECT version_num FROM alembic_version")
    return ("migrations", present == newest, f"at {present}, newest {newest}")


async def _audit(connection: Connection) -> Finding:
    broken = await audit.first_broken(connection)
    return ("audit", broken is None, f"{broken.what} {broken.where}" if broken else "holds")


async def _broker(settings: ServiceSettings) -> Finding:
    try:
        client = await broker.connect(settings.nats_url, "check", patience=3)
    except (OSError, TimeoutError, nats.errors.Error) as fault:
        return ("broker", False, repr(fault))
    streams = await client.jetstream(timeout=3).streams_info()
    await client.close()
    return ("broker", True, ", ".join(sorted(stream.config.name or "" for stream in streams)))
