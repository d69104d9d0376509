"""The commands of svc-policy-match: those of every service."""

import sys
from pathlib import Path

from shared import commands

SERVICE = commands.Service(
    name="svc-policy-match",
    app="svc_policy_match.main:create",
    settings="svc_policy_match.settings:PoliciesSettings",
    work="svc_policy_match.worker:work",
    load="svc_policy_match.worker:load",
    persons="svc_policy_match.storage.persons:PERSONS",
    tables="svc_policy_match.storage.tables:metadata",
    projections="svc_policy_match.events.projections:PROJECTIONS",
    migrations=Path(__file__).resolve().parents[2] / "migrations",
)


def run() -> None:
    """Carry out one command."""
    sys.exit(commands.run(SERVICE))


if __name__ == "__main__":
    run()
