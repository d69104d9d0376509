"""The demo: budget units, and in whose name its books and funds are taken in."""

from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.yaml_files import yaml_in
from svc_budget.domain.units.reading import organs_of, read_units
from svc_budget.storage import directory
from svc_budget.storage.units import units

UNITS, BOOKS, FUNDS = "units.yaml", "books.yaml", "funds.yaml"
FINANCE = "czj"  # the finance department of the demo's district


def kept_in(folder: Path, name: str) -> dict[str, Any]:
    """What a file of the demo holds."""
    found: dict[str, Any] = yaml_in(folder / name)
    return found


def organs_named(folder: Path) -> set[str]:
    """The codes of the organs the directory must have told of before the demo is loaded."""
    return organs_of(kept_in(folder, UNITS)["units"])


async def load_units(work: UnitOfWork, folder: Path) -> None:
    """Keep the demo's budget units; those that are there already get their names anew."""
    organs = {code: one.organ_id for code, one in (await directory.organs(work)).items()}
    await units.put(work, read_units(kept_in(folder, UNITS)["units"], organs))


async def finance_of(work: UnitOfWork) -> Caller:
    """The district's finance department, in whose name everything is entered."""
    organ = (await directory.organs(work))[FINANCE]
    return Caller(
        str(demo_id("finance")), "staff", "唐**", frozenset({"finance"}), organ.organ_id,
        organ.region_code, "HC-CZJ-002",
    )  # fmt: skip


def demo_id(*words: str) -> UUID:
    """The same id for the same words, so that loading twice changes nothing."""
    return uuid5(NAMESPACE_URL, "/".join(("yangguang:budget:demo", *words)))
