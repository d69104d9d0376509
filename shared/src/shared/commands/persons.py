"""``person export|erase ACCOUNT``: what the service holds of somebody, on request in writing.

Export prints JSON. Erasure tells what went and what stayed, with the reason; ``--check`` only
tells. As the owner's role: a service itself may not change what is written once.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pkgutil import resolve_name
from uuid import UUID

import orjson
import sqlalchemy as sa

from shared.commands import Service
from shared.database import UnitOfWork, open_pool, unit_of_work
from shared.edge import clock
from shared.file_store import LocalFileStore
from shared.persons import Erased, Persons, erased, exported
from shared.settings import ServiceSettings


def carry_out(service: Service, settings: ServiceSettings, asked: argparse.Namespace) -> int:
    """Export or erase; the exit code is 0 also when nothing is held."""
    if not service.persons:
        sys.stdout.write("nothing of persons is held here\n")
        return 0
    persons: Persons = resolve_name(service.persons)
    tables: sa.MetaData = resolve_name(service.tables)
    if asked.what == "export":
        found = asyncio.run(export(persons, tables, settings, asked.account))
        sys.stdout.buffer.write(orjson.dumps(found, option=orjson.OPT_INDENT_2, default=str))
        return 0
    told = asyncio.run(erase(persons, tables, settings, asked.account, check=asked.check))
    sys.stdout.write("".join(_line(one) for one in told))
    return 0


async def export(
    persons: Persons, tables: sa.MetaData, settings: ServiceSettings, account_id: UUID
) -> dict[str, object]:
    """All of it, by table."""
    pool = await open_pool(settings.owner_dsn, size=1, application="person")
    try:
        async with unit_of_work(pool, clock(), actor="system:person") as work:
            found = await exported(work, persons, account_id, tables, settings.personal_data())
    finally:
        await pool.close()
    return {"account_id": str(account_id), "held": found}


async def erase(
    persons: Persons,
    tables: sa.MetaData,
    settings: ServiceSettings,
    account_id: UUID,
    *,
    check: bool = False,
) -> list[Erased]:
    """What became of each table's rows; with ``check`` nothing is changed.

    Files go before their rows: what breaks off is done again, and no file is left of no row.
    """
    pool = await open_pool(settings.owner_dsn, size=1, application="person")
    try:
        async with UnitOfWork(pool, clock(), actor="system:person") as work:
            told = await erased(work, persons, account_id, tables, settings.personal_data())
            if not check:
                await forget([key for one in told for key in one.files], settings)
                await work.commit()
    finally:
        await pool.close()
    return told


async def forget(keys: Sequence[str], settings: ServiceSettings) -> None:
    """Delete uploaded files; where there are none, no folder is asked for."""
    if keys:
        files = LocalFileStore(settings.files_dir)
        for key in keys:
            await files.forget(key)


def _line(one: Erased) -> str:
    became = one.held.kept or ("删除" if one.held.goes else "去除身份信息")
    return f"{one.table:<24} {one.rows:>6}  {became}\n"
