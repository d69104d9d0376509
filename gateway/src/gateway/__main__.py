"""The commands of gateway: those of every service."""

import sys
from pathlib import Path

from shared import commands

SERVICE = commands.Service(
    name="gateway",
    app="gateway.main:app",
    connections="gateway.routing.entrance:Entrance",
    settings="gateway.settings:GatewaySettings",
    work="gateway.worker:work",
    load="gateway.worker:load",
    persons="gateway.storage.persons:PERSONS",
    tables="gateway.storage.tables:metadata",
    tools={
        "password": commands.Tool(
            "gateway.passwords:set_one",
            "set the password of an account, read from standard input",
            {"--login": {"required": True}},
        ),
    },
    migrations=Path(__file__).resolve().parents[2] / "migrations",
)


def run() -> None:
    """Carry out one command."""
    sys.exit(commands.run(SERVICE))


if __name__ == "__main__":
    run()
