"""Alembic's entry: migrate the database of the present command."""

import asyncio

from gateway.storage.tables import metadata
from shared.migrations import migrate_online

asyncio.run(migrate_online(metadata))
