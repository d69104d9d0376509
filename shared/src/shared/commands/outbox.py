"""``outbox republish --since``: publish recorded facts once more; consumers are idempotent."""

import argparse
import asyncio
import sys
from datetime import datetime

from shared import connecting, relay
from shared.commands import Service
from shared.settings import ServiceSettings


def republish(_: Service, settings: ServiceSettings, asked: argparse.Namespace) -> int:
    """Queue everything recorded since a moment, and say how much that was."""
    queued = asyncio.run(_queued(settings.dsn, asked.since))
    sys.stdout.write(f"{queued} events queued\n")
    return 0


async def _queued(dsn: str, since: datetime) -> int:
    connection = await connecting.connect(dsn)
    try:
        return await relay.republish(connection, since)
    finally:
        await connection.close()
