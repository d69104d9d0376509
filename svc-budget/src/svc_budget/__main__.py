"""The commands of svc-budget: serve, work, migrate, check, load, outbox, dead."""

import sys
from pathlib import Path

from shared import commands

SERVICE = commands.Service(
    name="svc-budget",
    app="svc_budget.main:create",
    settings="svc_budget.settings:BudgetSettings",
    work="svc_budget.worker:work",
    load="svc_budget.worker:load",
    migrations=Path(__file__).resolve().parents[2] / "migrations",
)


def run() -> None:
    """Carry out one command."""
    sys.exit(commands.run(SERVICE))


if __name__ == "__main__":
    run()
