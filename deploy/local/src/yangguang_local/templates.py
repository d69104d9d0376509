"""A fresh, migrated database for every test: migrated once a run, copied in milliseconds.

What many tests begin with is put in once a run too, by a function of theirs that furnishes.
"""

import asyncio
import itertools
import os
import sys
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from yangguang_local.databases import Databases
from yangguang_local.house import Addresses, Service

_numbers = itertools.count(1)
_made: set[tuple[Path, str]] = set()  # templates that this process saw: nobody drops them


class MigrationFailed(Exception):
    """`migrate` of a service ended with an error."""


@dataclass(frozen=True)
class FreshDatabase:
    """A database nobody else uses; `dsn` is the service's role, `owner_dsn` the migrations'."""

    name: str
    dsn: str
    owner_dsn: str


Furnish = Callable[[FreshDatabase], Awaitable[None]]
Make = Callable[[str], Awaitable[None]]


async def copy_of_template(
    service: Service, addresses: Addresses, furnish: Furnish | None = None
) -> FreshDatabase:
    """Copy the service's template, migrating it first if nobody has in this run.

    `furnish` puts in what the copy is to begin with, once a run and for all who name the same
    function; it leaves no connection open.
    """
    databases = addresses.databases
    template = f"{service.name}_template"
    await _made_once(databases, template, partial(_migrated, service, addresses))
    if furnish is not None:
        bare, template = template, f"{service.name}_{furnish.__module__}_{furnish.__name__}"
        make = partial(_furnished, databases, service.name, bare, furnish)
        await _made_once(databases, template, make)
    database = f"{service.name}_{os.getpid()}_{next(_numbers)}"
    await databases.copy(service.name, template, database)
    return _at(databases, service.name, database)


def _at(databases: Databases, name: str, database: str) -> FreshDatabase:
    return FreshDatabase(
        database,
        databases.dsn(name, database=database),
        databases.dsn(name, owner=True, database=database),
    )


async def _made_once(databases: Databases, template: str, make: Make) -> None:
    """Several processes may come here together: the server lets one at a time pass."""
    if (databases.socket, template) in _made:
        return
    async with databases.session() as session:
        await session.execute("SELECT pg_advisory_lock(hashtext($1))", template)
        if not await databases.exists(template):
            draft = f"{template}_draft"
            await databases.drop(draft)
            await make(draft)
            await databases.rename(draft, template)
    _made.add((databases.socket, template))


async def _migrated(service: Service, addresses: Addresses, draft: str) -> None:
    await addresses.databases.ensure(service.name, database=draft)
    await _migrate(service, replace(addresses, database_names={service.name: draft}))


async def _furnished(
    databases: Databases, name: str, bare: str, furnish: Furnish, draft: str
) -> None:
    await databases.copy(name, bare, draft)
    await furnish(_at(databases, name, draft))


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
