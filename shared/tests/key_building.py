"""A change of the data key, as ops make it: a line more, everything written anew, a line less."""

import base64
import os
from typing import TypeVar

import asyncpg
import sqlalchemy as sa
from pydantic import SecretStr

from shared.commands.keys import carried_out
from shared.encrypted import encrypted_columns
from shared.settings import ServiceSettings
from yangguang_local.databases import Databases

Settings = TypeVar("Settings", bound=ServiceSettings)
CONNECTED_AS = ("current_user", "current_database()")
TEXTS = """
SELECT table_name, column_name FROM information_schema.columns
JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
  AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')
"""


def a_data_key() -> str:
    """A line of the key file."""
    return base64.b64encode(os.urandom(32)).decode()


def with_keys(settings: Settings, *keys: str, owner_dsn: str = "") -> Settings:
    """The same settings with these data keys, the newest last."""
    changed = {"data_key": SecretStr("\n".join(keys))}
    owner = {"owner_database_url": SecretStr(owner_dsn)} if owner_dsn else {}
    return settings.model_copy(update=changed | owner)


async def with_a_new_key(
    settings: Settings, metadata: sa.MetaData, databases: Databases
) -> Settings:
    """The settings after the change: the new key alone, and nothing that names the old one.

    Every column of the service has to have a value, or nothing would be proved of it.
    """
    assert settings.data_key is not None
    old, new = settings.data_key.get_secret_value(), a_data_key()
    owner_dsn = await _owner_dsn(settings, databases)
    columns, both = encrypted_columns(metadata), with_keys(settings, old, new, owner_dsn=owner_dsn)
    old_manner = settings.personal_data().manner
    assert await places_of(settings.dsn, old_manner) == {str(column) for column in columns}
    assert await carried_out(columns, both, counted_only=True) == 1
    assert await carried_out(columns, both) == 0
    assert await places_of(settings.dsn, old_manner) == set()
    after = with_keys(settings, new, owner_dsn=owner_dsn)
    await _everything_reads(after, metadata)
    return after


async def _owner_dsn(settings: ServiceSettings, databases: Databases) -> str:
    session = await asyncpg.connect(settings.dsn)
    role, name = [await session.fetchval(f"SELECT {one}::text") for one in CONNECTED_AS]
    await session.close()
    return databases.dsn(role, owner=True, database=name)


async def places_of(dsn: str, text: str) -> set[str]:
    """Every column of the whole database that has the text somewhere in it, as bytes too."""
    session = await asyncpg.connect(dsn)
    found = set[str]()
    for table, column in await session.fetch(TEXTS):
        held = await session.fetchval(
            f'SELECT EXISTS (SELECT FROM "{table}" WHERE strpos("{column}"::text, $1) > 0'
            f' OR strpos("{column}"::text, $2) > 0)',
            text, text.encode().hex(),
        )  # fmt: skip
        found |= {f"{table}.{column}"} if held else set()
    await session.close()
    return found


async def _everything_reads(settings: ServiceSettings, metadata: sa.MetaData) -> None:
    secrets, session = settings.personal_data(), await asyncpg.connect(settings.dsn)
    for column in encrypted_columns(metadata):
        row_id = column.key[0]
        rows = await session.fetch(f'SELECT "{row_id}", "{column.name}" FROM "{column.table}"')
        assert all(secrets.decrypt(token, column.cell(of)) for of, token in rows if token)
    await session.close()
