"""The commands of gateway: those of every service."""

import os
import sys
from pathlib import Path

from shared import commands

SERVICE = commands.Service(
    name="gateway",
    app="gateway.main:app",
    settings="gateway.settings:GatewaySettings",
    work="gateway.worker:work",
    load="gateway.worker:load",
    tables="gateway.storage.tables:metadata",
    migrations=Path(__file__).resolve().parents[2] / "migrations",
)


def run() -> None:
    """Carry out one command."""
    # The front judges itself whose word about a visitor's address it takes.
    os.environ.setdefault("FORWARDED_ALLOW_IPS", "")
    sys.exit(commands.run(SERVICE))


if __name__ == "__main__":
    run()
