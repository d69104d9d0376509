"""The demo: budget units, and a handful of books published the way every book is."""

from pathlib import Path
from typing import Any

import yaml

from shared.database import UnitOfWork
from svc_budget.domain.units.reading import organs_of, read_units
from svc_budget.storage import directory
from svc_budget.storage.units import units

UNITS = "units.yaml"


def organs_named(folder: Path) -> set[str]:
    """The codes of the organs the directory must have told of before the demo is loaded."""
    return organs_of(_entries(folder))


async def load_units(work: UnitOfWork, folder: Path) -> None:
    """Keep the demo's budget units; those that are there already get their names anew."""
    organs = {code: one.organ_id for code, one in (await directory.organs(work)).items()}
    await units.put(work, read_units(_entries(folder), organs))


def _entries(folder: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load((folder / UNITS).read_text("utf-8"))["units"]
    return entries
