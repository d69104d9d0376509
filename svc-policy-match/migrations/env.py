"""Alembic's entry: migrate the database of the present command."""

import asyncio

from shared.migrations import migrate_online
from svc_policy_match.storage.tables import metadata

asyncio.run(migrate_online(metadata))
