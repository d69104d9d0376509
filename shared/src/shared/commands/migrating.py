"""``migrate``: bring the database to the newest schema, by the owner's role."""

import argparse

from shared import migrations
from shared.commands import Service
from shared.settings import ServiceSettings


def migrate(service: Service, settings: ServiceSettings, _: argparse.Namespace) -> int:
    """Run what has not run yet."""
    migrations.upgrade(service.migrations, settings.owner_dsn)
    return 0
