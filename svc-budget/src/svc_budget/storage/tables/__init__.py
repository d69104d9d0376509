"""The tables of svc-budget, declared so that the migrations can be proved against them."""

from svc_budget.storage.tables import (
    allocations,
    directory,
    execution,
    exports,
    facts,
    funds,
    openness,
    submissions,
    units,
)
from svc_budget.storage.tables.metadata import metadata

__all__ = [
    "allocations",
    "directory",
    "execution",
    "exports",
    "facts",
    "funds",
    "metadata",
    "openness",
    "submissions",
    "units",
]
