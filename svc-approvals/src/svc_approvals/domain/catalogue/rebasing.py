"""Put other documents in the place of those a definition rests on, everywhere it cites them."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Replacement:
    """One reference takes another's place.

    An article of the old document says nothing about the new one, so the
    clause is replaced with it: by nothing when none is given.
    """

    old: str
    new: str
    clause: str = ""


def rebased(definition: Mapping[str, Any], wanted: Sequence[Replacement]) -> dict[str, Any]:
    """The definition on its new basis; two entries that have become one document are one."""
    by_old = {one.old: one for one in wanted}
    changed = deepcopy(dict(definition))
    if isinstance(changed.get("basis"), list):
        entries = [_entry(one, by_old) for one in changed["basis"]]
        changed["basis"] = [one for i, one in enumerate(entries) if one not in entries[:i]]
    fees = changed.get("fees")
    for fee in fees if isinstance(fees, list) else ():
        found = by_old.get(str(fee.get("basis"))) if isinstance(fee, dict) else None
        if found is not None:
            fee["basis"] = found.new
    return changed


def _entry(entry: Any, by_old: Mapping[str, Replacement]) -> Any:
    """A draft may hold anything; what is no entry stays what it is."""
    found = by_old.get(str(entry.get("reference"))) if isinstance(entry, dict) else None
    if found is None:
        return entry
    clause = {"clause": found.clause} if found.clause else {}
    return {"reference": found.new, **clause}
