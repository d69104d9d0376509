"""Alembic's way into the migrations of svc-approvals."""

import asyncio

from shared.migrations import migrate_online
from svc_approvals.storage.tables import metadata

asyncio.run(migrate_online(metadata))
