"""The commands of svc-feedback: those of every service, and generate."""

import sys
from pathlib import Path

from shared import commands

SERVICE = commands.Service(
    name="svc-feedback",
    app="svc_feedback.main:create",
    settings="svc_feedback.settings:Settings",
    work="svc_feedback.worker:work",
    load="svc_feedback.worker:load",
    tables="svc_feedback.storage.tables:metadata",
    persons="svc_feedback.storage.persons:PERSONS",
    projections="svc_feedback.events.projections:PROJECTIONS",
    generate="svc_feedback.generator:generate",
    migrations=Path(__file__).resolve().parents[2] / "migrations",
)


def run() -> None:
    """Carry out one command."""
    sys.exit(commands.run(SERVICE))


if __name__ == "__main__":
    run()
