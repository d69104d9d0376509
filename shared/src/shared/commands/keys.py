"""``keys rewrite``: values older keys encrypted come under the newest, so that the old may go.

It goes on until nothing is left that can be rewritten; ``--check`` only counts. The exit code is
1 as long as a key but the newest is needed.
"""

import argparse
import asyncio
import sys
from pkgutil import resolve_name

import asyncpg

from shared import connecting, rotation
from shared.commands import Service
from shared.database import Connection
from shared.encrypted import EncryptedColumn, encrypted_columns
from shared.personal_data import PersonalData
from shared.settings import ServiceSettings


def carry_out(service: Service, settings: ServiceSettings, asked: argparse.Namespace) -> int:
    """Print a line for each column and what it came to."""
    columns = encrypted_columns(resolve_name(service.tables))
    if not columns:
        sys.stdout.write("nothing is encrypted here\n")
        return 0
    return asyncio.run(carried_out(columns, settings, counted_only=asked.check))


async def carried_out(
    columns: list[EncryptedColumn], settings: ServiceSettings, *, counted_only: bool = False
) -> int:
    """The exit code; as the owner's role, because some tables take no change from the service's."""
    secrets = settings.personal_data()
    connection = await connecting.connect(settings.owner_dsn)
    needed = set[str]()
    try:
        for column in columns:
            if not counted_only:
                await _rewrite(connection, column, secrets)
            needed |= await _counted(connection, column, secrets)
    except asyncpg.InsufficientPrivilegeError as fault:
        sys.stderr.write(f"{fault}: OWNER_DATABASE_URL names the role that may\n")
        return 1
    finally:
        await connection.close()
    sys.stdout.write(_conclusion(needed, secrets))
    return 1 if needed else 0


async def _rewrite(connection: Connection, column: EncryptedColumn, secrets: PersonalData) -> None:
    """Until a walk finds nothing to do: what others held, or still wrote, comes with the next."""
    while (done := await rotation.rewrite(connection, column, secrets)).rewritten:
        sys.stdout.write(f"     {column!s:<36} {done.rewritten} rewritten\n")
    for cell in done.unreadable:
        sys.stderr.write(f"     {cell}\n")


async def _counted(
    connection: Connection, column: EncryptedColumn, secrets: PersonalData
) -> set[str]:
    """Tell how the values of a column are encrypted; what of it is not the present manner."""
    found = await rotation.manners(connection, column)
    old = found.keys() - {secrets.manner}
    told = ", ".join(f"{number} under {manner}" for manner, number in found.items()) or "empty"
    sys.stdout.write(f"{'OLD ' if old else 'ok  '} {column!s:<36} {told}\n")
    return set(old)


def _conclusion(needed: set[str], secrets: PersonalData) -> str:
    if needed:
        return f"still needed beside {secrets.manner}: {', '.join(sorted(needed))}\n"
    return f"{secrets.manner} alone is needed: older lines of DATA_KEY may go\n"
