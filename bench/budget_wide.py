"""Workbooks as wide as a province's: each of a department that adds up fifty units of all kinds.

python bench/budget_wide.py FOLDER UNITS FIRST LAST

A unit's year then has about 10,000 filled cells, as real ones have (16 million in 1,485).
"""

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from budget_books import Size, path_of

from svc_budget.adapters.forms import codes_in, templates_in
from svc_budget.adapters.workbooks.writing import written
from svc_budget.domain.samples.books import Forms
from svc_budget.domain.samples.runs import BOOKS, drafted
from svc_budget.domain.samples.scenes import Studio
from svc_budget.domain.samples.units import SampleUnit, sample_units
from svc_budget.settings import HERE

BELOW = 50
SEED = 1


def _with_units(one: SampleUnit, kinds: Sequence[SampleUnit]) -> list[SampleUnit]:
    below = [
        SampleUnit(f"{one.code}{number:03d}", kind.name, kind.level, one.code)
        for number, kind in enumerate(kinds)
    ]
    return [one, *below]


def main(folder: Path, size: Size) -> None:
    """Write the books of all units and years."""
    with ProcessPoolExecutor() as makers:
        for made in [makers.submit(_make, folder, unit, size) for unit in size.all_units]:
            made.result()


def _make(folder: Path, unit: SampleUnit, size: Size) -> None:
    """Write one unit's books of all years."""
    forms = Forms(templates_in(HERE / "templates"), codes_in(HERE / "codes"))
    kinds = [one for one in sample_units(BELOW * 4) if not one.parent]
    studio = Studio(forms, _with_units(unit, kinds), SEED)
    for year in size.years:
        for book in BOOKS:
            path = path_of(folder, unit, year, book)
            path.parent.mkdir(parents=True, exist_ok=True)
            drafts = drafted(studio.scene(unit, year, book).book, SEED, messy=False)
            path.write_bytes(written(drafts))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Size(*map(int, sys.argv[2:5]), wide=True))
