"""Budget units read from a file of theirs; everything wrong in one is said with its code."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from svc_budget.domain.units.units import Unit, UnitKind

Kept = Mapping[str, Any]


def organs_of(entries: Iterable[Kept]) -> set[str]:
    """The codes of the organs the directory has to know of."""
    return {one["organ"] for one in entries if "organ" in one}


def read_units(entries: Iterable[Kept], organs: Mapping[str, UUID]) -> list[Unit]:
    """The units, departments before the units below them. ValueError names one at fault."""
    units = list(_each(entries, organs))
    known = {one.code for one in units}
    lost = [one.code for one in units if one.parent_code and one.parent_code not in known]
    if len(known) < len(units) or lost:
        raise ValueError(f"budget units twice, or below none: {', '.join(lost) or 'twice'}")
    return sorted(units, key=lambda one: (one.parent_code is not None, one.code))


def _each(entries: Iterable[Kept], organs: Mapping[str, UUID]) -> Iterator[Unit]:
    for entry in entries:
        try:
            yield Unit(
                code=entry["code"], name=entry["name"],
                kind=UnitKind(entry.get("kind", UnitKind.DEPARTMENT)),
                organ_id=organs[entry["organ"]] if "organ" in entry else None,
                region_code=entry["region"], level=entry["level"],
                parent_code=entry.get("parent"), first_year=entry.get("first_year"),
                last_year=entry.get("last_year"),
            )  # fmt: skip
        except (KeyError, ValueError) as fault:
            raise ValueError(f"budget unit {entry.get('code', '?')}: {fault}") from fault
