"""The commands of svc-approvals: those of every service, and generate."""

import sys
from pathlib import Path

from shared import commands

SERVICE = commands.Service(
    name="svc-approvals",
    app="svc_approvals.main:create",
    settings="svc_approvals.settings:ApprovalsSettings",
    work="svc_approvals.worker:work",
    load="svc_approvals.worker:load",
    tables="svc_approvals.storage.tables:metadata",
    persons="svc_approvals.storage.persons:PERSONS",
    projections="svc_approvals.events.projections:PROJECTIONS",
    generate="svc_approvals.generator:generate",
    migrations=Path(__file__).resolve().parents[2] / "migrations",
)


def run() -> None:
    """Carry out one command."""
    sys.exit(commands.run(SERVICE))


if __name__ == "__main__":
    run()
