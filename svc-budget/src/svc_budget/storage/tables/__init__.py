"""The tables of svc-budget, declared so that the migrations can be proved against them."""

from svc_budget.storage.tables import (
    directory,
    execution,
    exports,
    facts,
    openness,
    submissions,
    units,
)
from svc_budget.storage.tables.metadata import metadata

__all__ = [
    "directory",
    "execution",
    "exports",
    "facts",
    "metadata",
    "openness",
    "submissions",
    "units",
]
