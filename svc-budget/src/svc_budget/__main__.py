"""The commands of svc-budget: those of every service, and sample."""

import sys
from pathlib import Path

from shared import commands

SAMPLE = commands.Tool(
    "svc_budget.generator:sample",
    "write made-up workbooks, to try templates and rules with",
    {
        "--out": {"type": Path, "required": True, "help": "the folder they are written to"},
        "--units": {"type": int, "default": 3, "help": "how many budget units"},
        "--years": {"default": "2025", "help": "one, or a span: 2011-2025"},
        "--seed": {"type": int, "default": 1, "help": "the same seed makes the same books"},
        "--messy": {"action": "store_true", "help": "in the forms offices really hand in"},
        "--governments": {"action": "store_true", "help": "books of governments too, from 2018"},
        "--plant": {"default": "", "help": "rules to break, each in one book: F08,F23"},
        "--format": {"choices": ["xlsx"], "default": "xlsx"},
        "--place": {"default": "云溪区", "help": "whose units they are"},
        "--templates": {"type": Path, "help": "a folder of templates instead of our own"},
        "--codes": {"type": Path, "help": "a folder of code lists instead of our own"},
    },
)
SERVICE = commands.Service(
    name="svc-budget",
    app="svc_budget.main:create",
    settings="svc_budget.settings:BudgetSettings",
    work="svc_budget.worker:work",
    load="svc_budget.worker:load",
    tables="svc_budget.storage.tables:metadata",
    projections="svc_budget.events.projections:PROJECTIONS",
    migrations=Path(__file__).resolve().parents[2] / "migrations",
    tools={"sample": SAMPLE},
)


def run() -> None:
    """Carry out one command."""
    sys.exit(commands.run(SERVICE))


if __name__ == "__main__":
    run()
