"""The commands of svc-feedback."""

import sys
from pathlib import Path

from shared import commands
from svc_feedback import worker
from svc_feedback.settings import Settings

SERVICE = commands.Service(
    name=worker.SERVICE,
    app="svc_feedback.main:create",
    settings=Settings.from_environment,
    work=worker.work,
    load=worker.load,
    migrations=Path(__file__).resolve().parents[2] / "migrations",
)


def run() -> None:
    """Carry out one command."""
    sys.exit(commands.run(SERVICE))


if __name__ == "__main__":
    run()
