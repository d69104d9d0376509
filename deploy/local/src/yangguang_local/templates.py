"""A fresh, migrated database for every test: migrated once a run, copied in milliseconds."""

import asyncio
import itertools
import os
import sys
from collections import defaultdict
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from yangguang_local.databases import Databases
from yangguang_local.house import Addresses, Service

_numbers = itertools.count(1)


class MigrationFailed(Exception):
    """`migrate` of a service ended with an error."""


@dataclass(frozen=True)
class FreshDatabase:
    """A database nobody else uses; `dsn` is the service's role, `owner_dsn` the migrations'."""

    name: str
    dsn: str
    owner_dsn: str


async def copy_of_template(service: Service, addresses: Addresses) -> FreshDatabase:
    """Copy the service's template, migrating it first if nobody has in this run."""
    databases = addresses.databases
    template = f"{service.name}_template"
    await _migrate_once(service, addresses, template)
    database = f"{service.name}_{os.getpid()}_{next(_numbers)}"
    await databases.copy(service.name, template, database)
    return FreshDatabase(
        database,
        databases.dsn(service.name, database=database),
        databases.dsn(service.name, owner=True, database=database),
    )


async def _migrate_once(service: Service, addresses: Addresses, template: str) -> None:
    """Several processes may come here together: the server lets one at a time pass."""
    databases = addresses.databases
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(databases.session())
        await session.execute("SELECT pg_advisory_lock(hashtext($1))", template)
        if await databases.exists(template):
            return
        draft = f"{template}_draft"
        await databases.drop(draft)
        await databases.ensure(service.name, database=draft)
        await _migrate(service, replace(addresses, database_names={service.name: draft}))
        await databases.rename(draft, template)


async def _migrate(service: Service, addresses: Addresses) -> None:
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", service.module, "migrate"],
        env=addresses.environment(service, "migrate"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    if process.returncode != 0:
        raise MigrationFailed(f"{service.module} migrate:\n{said.decode(errors='replace')}")


def addresses_for_tests(
    home: Path, databases: Databases, nats_url: str = "nats://unused"
) -> Addresses:
    """Addresses whose ports are never listened on."""
    return Addresses(home, databases, nats_url, ports=defaultdict(lambda: 1))
